import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { ReceiverSettings, SettingsChange } from './inspector.api';
import { SettingsForm } from './settings-form';

const settings: ReceiverSettings = {
  ...{ failCalls: [7, 11], failPercent: null, failStatus: 500, latencyMinMs: 100, latencyMaxMs: 500 },
  answer: { behaviour: 'answer', status: 200, headers: {}, body: null },
};

function open(answer?: Response, role: 'viewer' | 'operator' = 'operator') {
  const sent: (SettingsChange | undefined)[] = [];
  const change = on('PUT', '/api/inspector/settings', ({ body }) => {
    sent.push(body);
    return answer ?? ({ ...settings, ...body } as ReceiverSettings);
  });
  return { ...renderPage(<SettingsForm settings={settings} />, { role, handlers: [change] }), sent };
}
const choose = ({ user }: ReturnType<typeof open>, field: string, choice: string) =>
  user.selectOptions(screen.getByLabelText(field), choice);
const write = async ({ user }: ReturnType<typeof open>, field: string, text: string) => {
  await user.clear(screen.getByLabelText(field));
  await user.type(screen.getByLabelText(field), text);
};
const save = async ({ user }: ReturnType<typeof open>) => {
  const button = screen.getByRole('button', { name: 'Save how it answers' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
};

test('failures by chance, a fixed time and an answer of one’s own are sent as they were written', async () => {
  const page = open();
  await waitFor(() => expect(screen.getByLabelText('Fails on purpose')).toBeEnabled());
  await choose(page, 'Fails on purpose', 'By chance');
  await write(page, 'Share of calls that fail', '30');
  await choose(page, 'Time to answer', 'Always the same');
  await write(page, 'It takes', '250');
  await write(page, 'Status', '202');
  await write(page, 'Headers', 'X-Shard: eu:1{Enter}{Enter}Content-Type: text/csv');
  await write(page, 'Body', 'a,b');
  expect(await violationsOf(page.container)).toEqual([]);
  await save(page);
  expect(await screen.findByText('The receiver answers that way from now on.')).toBeVisible();
  expect(page.sent).toEqual([
    {
      ...{ failCalls: [7, 11], failPercent: 30, failStatus: 500, latencyMinMs: 250, latencyMaxMs: 250 },
      answer: {
        ...{ behaviour: 'answer', status: 202, body: 'a,b' },
        headers: { 'X-Shard': 'eu:1', 'Content-Type': 'text/csv' },
      },
    },
  ]);
});

test('a receiver that never fails and hangs has no field for either', async () => {
  const page = open();
  await waitFor(() => expect(screen.getByLabelText('Fails on purpose')).toBeEnabled());
  await choose(page, 'Fails on purpose', 'Never');
  await choose(page, 'Usual answer', 'None ever comes');
  for (const field of ['Calls that fail', 'Status of a failing answer', 'Status', 'Headers', 'Body']) {
    expect(screen.queryByLabelText(field)).toBeNull();
  }
  await save(page);
  await waitFor(() =>
    expect(page.sent).toMatchObject([{ failCalls: [], failPercent: null, answer: { behaviour: 'hang' } }]),
  );
});

test('what is refused is told at its field, and what has none above them all', async () => {
  const fieldErrors = [
    { path: 'failCalls.0', message: 'must be at least 1' },
    { path: 'latencyMaxMs', message: 'must not be below' },
    { path: 'answer.headers.content-length', message: 'is written by the receiver itself' },
  ];
  const page = open(problem(400, 'request.invalid', { fieldErrors }));
  await save(page);
  const fault = (field: string) => screen.getByLabelText(field);
  await waitFor(() => expect(fault('Calls that fail')).toHaveAccessibleDescription(/at least 1/));
  expect(fault('Longest')).toHaveAccessibleDescription('must not be below');
  expect(fault('Headers')).toHaveAccessibleDescription(/content-length: is written by the receiver itself/);
  expect(await violationsOf(page.container)).toEqual([]);
  page.unmount();
  const silent = open(problem(400, 'request.invalid', { detail: 'It does not answer.' }));
  await save(silent);
  expect(await screen.findByRole('alert')).toHaveTextContent('It does not answer.');
});

test('a viewer reads how it answers, and is told what it takes to change it', async () => {
  open(undefined, 'viewer');
  expect(await screen.findByText('This takes the role operator; yours is viewer.')).toBeVisible();
  expect(screen.getByLabelText('Calls that fail')).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Save how it answers' })).toBeDisabled();
});
