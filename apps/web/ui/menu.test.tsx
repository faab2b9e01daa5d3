import { expect, test } from '@jest/globals';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { violationsOf } from '@/testing/violations';
import { Button } from './button';
import { Menu } from './menu';

function renderMenu() {
  const done: string[] = [];
  const item = (label: string) => ({ label, onSelect: () => void done.push(label) });
  render(
    <>
      <Menu trigger={<Button>Actions</Button>} groups={[[item('Pause'), item('Copy')], [item('Delete')]]} />
      <input aria-label="Beside" />
    </>,
  );
  return { done, button: screen.getByRole('button', { name: 'Actions' }), user: userEvent.setup() };
}

test('its button says that it opens a menu before the menu has come, and whether it is open', async () => {
  const { button, user } = renderMenu();
  expect(button).toHaveAttribute('aria-haspopup', 'menu');
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await user.click(button);
  const menu = await screen.findByRole('menu', { name: 'Actions' });
  expect(button).toHaveAttribute('aria-expanded', 'true');
  expect(button).toHaveAttribute('aria-controls', menu.id);
  expect(await violationsOf(menu)).toEqual([]);
});

test('what is chosen is done, the menu closes, and the button has the focus again', async () => {
  const { button, user, done } = renderMenu();
  await user.click(button);
  await user.click(await screen.findByRole('menuitem', { name: 'Copy' }));
  expect(done).toEqual(['Copy']);
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('right after a choice it opens again', async () => {
  const { button, user, done } = renderMenu();
  await user.click(button);
  await user.click(await screen.findByRole('menuitem', { name: 'Copy' }));
  await user.click(button);
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(done).toEqual(['Copy', 'Delete']);
});

test.each([
  ['{Enter}', 'Pause'],
  ['{ArrowDown}', 'Pause'],
  ['{ArrowUp}', 'Delete'],
])('with %s it begins at “%s”, goes on with the arrows, and Escape leads back', async (key, begin) => {
  const { button, user, done } = renderMenu();
  button.focus();
  await user.keyboard(key);
  await waitFor(() => expect(screen.getByRole('menuitem', { name: begin })).toHaveFocus());
  await user.keyboard('{ArrowDown}');
  const next = begin === 'Pause' ? 'Copy' : 'Pause';
  await waitFor(() => expect(screen.getByRole('menuitem', { name: next })).toHaveFocus());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(button).toHaveFocus();
  expect(done).toEqual([]);
});
