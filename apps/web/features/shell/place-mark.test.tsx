import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { readPlace } from './place';
import { PlaceMark } from './place-mark';

test('an installation is called by its name, with a mark where it has one', async () => {
  const told = encodeURIComponent(JSON.stringify({ workspace: 'Käserei', environment: 'prod' }));
  const { container, unmount } = renderPage(<PlaceMark place={readPlace(told)} />);
  expect(screen.getByText('Käserei')).toBeVisible();
  expect(screen.getByTitle('Environment: prod')).toHaveTextContent('prod');
  expect(await violationsOf(container)).toEqual([]);
  unmount();
  renderPage(<PlaceMark place={readPlace(null)} />);
  expect(screen.getByText('Carillon')).toBeVisible();
  expect(screen.queryByTitle(/^Environment/)).toBeNull();
});
