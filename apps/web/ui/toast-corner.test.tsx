import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { withToasts } from './toast-queue';

test.each(['light', 'dark'])('messages are %s where the page is', async (theme) => {
  window.localStorage.setItem('theme', theme);
  renderPage(<main />);
  withToasts((toast) => toast.success('It is saved.'));
  const message = await screen.findByText('It is saved.');
  expect(message.closest('[data-sonner-toaster]')).toHaveAttribute('data-sonner-theme', theme);
});
