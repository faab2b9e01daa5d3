import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { on, problem } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { PresetChoice } from './preset-choice';
import { TargetCheck } from './target-check';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { faultsOf } from './task-form-rules';
import type { TargetCheckResult } from './task-wizard.api';

const written = () => JSON.parse(screen.getByTestId('form').textContent) as TaskForm;

function Form() {
  const form = useForm<TaskForm>({
    defaultValues: { ...emptyForm('Europe/Berlin'), webhookUrl: 'https://example.com/hook' },
  });
  return (
    <FormProvider {...form}>
      <PresetChoice />
      <TargetCheck />
      <pre data-testid="form">{JSON.stringify(useWatch({ control: form.control }))}</pre>
    </FormProvider>
  );
}

const good: TargetCheckResult = {
  ...{ ok: true, addresses: ['192.0.2.7', '2001:db8::7'], allowed: true },
  tls: {
    ...{ protocol: 'TLSv1.3', subject: 'example.com', issuer: 'An Authority' },
    ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2036-01-01T12:00:00.000Z' },
  },
  ...{ errorCode: null, message: null, explanation: null },
};

const look = async (answer: TargetCheckResult | Response) => {
  const bodies: unknown[] = [];
  const page = renderPage(<Form />, {
    handlers: [
      on('POST', '/api/tasks/target-check', ({ body }) => {
        bodies.push(body);
        return answer;
      }),
    ],
  });
  await page.user.click(await screen.findByRole('button', { name: 'Check DNS and TLS' }));
  return { ...page, bodies };
};

test('what the host leads to, the policy and the end of the certificate are told', async () => {
  const { bodies, container } = await look(good);
  expect(await screen.findByText(/2 addresses: 192\.0\.2\.7, 2001:db8::7/)).toBeVisible();
  expect(screen.getByText('The outbound policy allows it.')).toBeVisible();
  expect(screen.getByText(/Jan 1, 2036/)).toBeVisible();
  expect(screen.queryByText(/soon/)).toBeNull();
  expect(bodies).toEqual([
    { webhookUrl: 'https://example.com/hook', deliveryOptions: { proxyUrl: null, tls: null } },
  ]);
  expect(await violationsOf(container)).toEqual([]);
});

test('a certificate that ends soon is a warning', async () => {
  const validTo = new Date(Date.now() + 5 * 86_400_000).toISOString();
  await look({ ...good, tls: { ...good.tls!, validTo } });
  const finding = await screen.findByText(/which is soon/);
  expect(within(finding.closest('li')!).getByLabelText('Take care')).toBeVisible();
});

test('what the policy refuses says so, with what helps', async () => {
  await look({
    ...{ ok: false, addresses: ['10.0.0.1'], allowed: false, tls: null, errorCode: 'blocked' },
    message: 'The address guard refuses this target',
    explanation: { title: 'Blocked', meaning: 'It is.', advice: 'Set CARILLON_OUTBOUND_ALLOW.' },
  });
  expect(await screen.findByText('The outbound policy refuses it.')).toBeVisible();
  expect(screen.getByText('Set CARILLON_OUTBOUND_ALLOW.')).toBeVisible();
});

test('a refusal of the API is told with the way to its explanation', async () => {
  await look(problem(400, 'request.invalid', { detail: 'That is no URL.' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('That is no URL.');
  expect(screen.getByRole('link', { name: 'What this means' })).toBeVisible();
});

test.each(['Heartbeat ping', 'Nightly report', 'One-off reminder', 'Signed webhook'])(
  '%s begins a task that has no fault and keeps the URL',
  async (name) => {
    const { user } = renderPage(<Form />);
    await user.click(await screen.findByRole('button', { name }));
    await waitFor(() => expect(written().taskName).toBe(name));
    expect(faultsOf(written())).toEqual([]);
    expect(written().webhookUrl).toBe('https://example.com/hook');
    expect(screen.getByRole('status')).toHaveTextContent(`“${name}” is filled in`);
  },
);
