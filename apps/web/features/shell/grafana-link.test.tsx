import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { GrafanaLink } from './grafana-link';

test('leads to Grafana where it is told where that is, and is not there otherwise', () => {
  const url = 'https://grafana.example.com/d/carillon';
  const { unmount } = renderPage(<GrafanaLink url={url} className="" />);
  expect(screen.getByRole('link', { name: 'Grafana' })).toHaveAttribute('href', url);
  unmount();
  renderPage(<GrafanaLink url={null} className="" />);
  expect(screen.queryByRole('link')).toBeNull();
});
