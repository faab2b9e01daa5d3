import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { CopyButton } from './copy-button';

/** A page of plain HTTP from another machine: without a clipboard, and with the old way to copy or without it. */
function withoutClipboard(execCommand: (command: string) => boolean): void {
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  Object.assign(document, { execCommand });
}

afterEach(() => Object.assign(document, { execCommand: undefined }));

test('a text is copied by its selection where the page has no clipboard, and the focus stays', async () => {
  const copied: string[] = [];
  const { user } = renderPage(<CopyButton text="key-1" label="Copy the key" />);
  withoutClipboard((command) => {
    const selected = document.activeElement as HTMLTextAreaElement;
    copied.push(`${command} ${selected.value.slice(selected.selectionStart, selected.selectionEnd)}`);
    return true;
  });
  await user.click(screen.getByRole('button', { name: 'Copy the key' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toHaveFocus();
  expect(copied).toEqual(['copy key-1']);
  expect(await screen.findByText('It is copied.')).toBeVisible();
});

test('it is told when nothing could be copied', async () => {
  const { user } = renderPage(<CopyButton text="key-1" label="Copy the key" />);
  withoutClipboard(() => false);
  await user.click(screen.getByRole('button', { name: 'Copy the key' }));
  expect(await screen.findByText('The browser does not let the page copy.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy the key' })).toBeVisible();
});
