import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { GraphiqlLink } from './graphiql-link';
import { readPlace } from './place';

test('leads to GraphiQL in development, and is not there otherwise', () => {
  const told = encodeURIComponent(JSON.stringify({ workspace: 'Carillon', hasGraphiql: true }));
  const { unmount } = renderPage(<GraphiqlLink isServed={readPlace(told).hasGraphiql} className="" />);
  expect(screen.getByRole('link', { name: 'GraphiQL' })).toHaveAttribute('href', '/graphql');
  unmount();
  renderPage(<GraphiqlLink isServed={readPlace(null).hasGraphiql} className="" />);
  expect(screen.queryByRole('link')).toBeNull();
});
