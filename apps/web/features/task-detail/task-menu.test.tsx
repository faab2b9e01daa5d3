import { expect, jest, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { TaskMenu } from './task-menu';

test('the command that it copies makes the same task, with secrets from variables of the shell', async () => {
  const task = {
    ...exampleTask(),
    taskName: "It's nightly",
    httpHeaders: { Authorization: '[redacted]' },
    timeoutMs: 1_500,
  };
  const { user } = renderPage(<TaskMenu task={task} />, { role: 'viewer' });
  await user.click(await screen.findByRole('button', { name: 'More of this task' }));
  const copied = jest.spyOn(navigator.clipboard, 'writeText');
  await user.click(await screen.findByRole('menuitem', { name: 'Copy as a carillon command' }));
  const command = copied.mock.lastCall![0];
  expect(command).toContain("carillon tasks create --api-url 'http://localhost'");
  expect(command).toContain("--name 'It'\\''s nightly'");
  expect(command).toContain('--timeout 1500ms');
  expect(command).toContain(`--header 'Authorization: '"\${AUTHORIZATION:?}"`);
  expect(command).not.toContain('redacted');
});
