import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import type { Task } from '@/features/tasks/tasks.api';
import { parseJson, writeJson } from '@/ui/exact-json';
import { ReplayDialog } from './replay-dialog';
import type { Run, RunDetail } from './runs.api';

const run = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  webhookUrl: null,
  jsonPayload: { customer: 7 },
} as RunDetail;
const task = { webhookUrl: 'https://receiver.example/hook' } as Task;
const path = '/api/runs/{id}/replay';

async function show(handler?: ReturnType<typeof on>, jsonPayload = run.jsonPayload) {
  const onReplayed = jest.fn<(id: string) => void>();
  const page = renderPage(
    <ReplayDialog
      run={{ ...run, jsonPayload }}
      task={task}
      onClose={() => undefined}
      onReplayed={onReplayed}
    />,
    { handlers: handler === undefined ? [] : [handler] },
  );
  await screen.findByRole('dialog');
  // At once, as the dialog takes the focus to itself a moment after it has opened.
  const write = (label: string, text: string): void => {
    fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  };
  const button = (): HTMLElement => screen.getByRole('button', { name: 'Replay' });
  return { ...page, onReplayed, write, button };
}

describe('the dialog to replay a run', () => {
  test.each([
    ['no JSON', '{"customer": }', /Not JSON/],
    ['a number that nobody could read', '{"id": 1e400}', /too large or too small/],
    ['nothing', ' ', /Write JSON/],
  ])('sends nothing while the payload is %s', async (_, text, message) => {
    const { write, button } = await show();
    write('Payload', text);
    expect(await screen.findByText(message)).toBeVisible();
    expect(button()).toBeDisabled();
  });

  test('shows what the server refuses beside the field that it is about', async () => {
    const fieldErrors = [{ path: 'webhookUrl', message: 'may not be called' }];
    const { write, button, user, onReplayed } = await show(
      on('POST', path, problem(400, 'request.invalid', { fieldErrors })),
    );
    write('Address', 'http://10.0.0.1/');
    await user.click(button());
    expect(await screen.findByText('may not be called')).toBeVisible();
    expect(screen.getByLabelText('Address')).toBeInvalid();
    expect(onReplayed).not.toHaveBeenCalled();
  });

  test('says why a replay was refused as a whole', async () => {
    const { button, user } = await show(
      on('POST', path, problem(404, 'run.not_found', { detail: 'It is gone.' })),
    );
    await user.click(button());
    expect(await screen.findByRole('alert')).toHaveTextContent('It is gone.');
  });

  test('sends what was edited, and leaves to the run what was not', async () => {
    const bodies: unknown[] = [];
    const { write, button, user, onReplayed } = await show(
      on('POST', path, ({ body }) => {
        bodies.push(body);
        return { id: 'new' } as Run;
      }),
    );
    await user.click(button());
    await waitFor(() => expect(onReplayed).toHaveBeenCalledTimes(1));
    write('Payload', '{"customer": 8}');
    await user.click(button());
    await waitFor(() => expect(onReplayed).toHaveBeenCalledTimes(2));
    expect(onReplayed).toHaveBeenLastCalledWith('new');
    expect(bodies).toEqual([{}, { jsonPayload: { customer: 8 } }]);
  });

  test('shows and sends numbers of any length digit by digit', async () => {
    const bodies: string[] = [];
    const { write, button, user, onReplayed } = await show(
      on('POST', path, ({ body }) => {
        bodies.push(writeJson(body));
        return { id: 'new' } as Run;
      }),
      parseJson('{"id":12345678901234567890,"price":1.10}'),
    );
    const shown = '{\n  "id": 12345678901234567890,\n  "price": 1.10\n}';
    expect(screen.getByLabelText('Payload')).toHaveValue(shown);
    write('Payload', '{"id":12345678901234567891, "price":1.10}');
    await user.click(screen.getByRole('button', { name: 'Format' }));
    expect(screen.getByLabelText('Payload')).toHaveValue(shown.replace('7890,', '7891,'));
    await user.click(button());
    await waitFor(() => expect(onReplayed).toHaveBeenCalled());
    expect(bodies).toEqual(['{"jsonPayload":{"id":12345678901234567891,"price":1.10}}']);
  });
});
