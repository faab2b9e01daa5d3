import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { ConflictDialog } from './conflict-dialog';
import type { TaskField } from './merge-changes';

const changes = {
  before: { taskName: 'Invoices', timeoutMs: 30_000 },
  theirs: { taskName: 'Bills', timeoutMs: 60_000 },
  mine: { taskName: 'Accounts' },
  contested: ['taskName'] as TaskField[],
};

test('who was slower sees what the other changed, and says whose value holds where both did', async () => {
  const resolved: TaskField[][] = [];
  const { user } = renderPage(
    <ConflictDialog
      changes={changes as never}
      version={7}
      onClose={() => undefined}
      onResolve={(leftToThem) => resolved.push([...leftToThem])}
    />,
  );
  const dialog = await screen.findByRole('dialog', { name: 'The task was changed meanwhile' });
  expect(dialog).toHaveTextContent('It has version 7 by now. Nothing of yours is lost');
  expect(dialog).toHaveTextContent(/Is now .*, and stays so\./);
  expect(await violationsOf(dialog)).toEqual([]);
  const inside = within(dialog);
  expect(inside.getByLabelText(/^Mine: .*Accounts/)).toBeChecked();
  await user.click(inside.getByRole('button', { name: 'Save mine over it' }));
  await user.click(inside.getByLabelText(/^Theirs: .*Bills/));
  await user.click(inside.getByRole('button', { name: 'Save mine over it' }));
  expect(resolved).toEqual([[], ['taskName']]);
});
