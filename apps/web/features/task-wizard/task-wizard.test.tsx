import { beforeAll, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { newTaskHref } from '@/features/inspector/links';
import { on, problem } from '@/testing/api-server';
import { exampleTask } from '@/testing/examples';
import { renderPage } from '@/testing/render';
import { NewTask } from './new-task';

// The editor of the body asks where its text lies; here nothing lies anywhere.
beforeAll(() => {
  Object.assign(Range.prototype, { getClientRects: () => [], getBoundingClientRect: () => new DOMRect() });
});

const nothing = { items: [], nextCursor: null };
const draft = {
  taskName: 'Invoices',
  webhookUrl: 'https://example.com/hook',
  httpHeaders: { 'X-Team': 'billing' },
};

const answers: HttpHandler[] = [
  on('GET', '/api/tasks', nothing),
  on('GET', '/api/lanes', nothing),
  on('GET', '/api/secrets', nothing),
  on('GET', '/api/signing-secrets', nothing),
  on('GET', '/api/alert-channels', nothing),
  on('POST', '/api/schedules/preview', {
    description: 'Every 5 minutes',
    next: [],
    blackouts: [],
    warnings: [],
  }),
  on('POST', '/api/imports/curl', { task: draft, warnings: ['Redirects are never followed.'] }),
];

const open = (path = '/tasks/new', more: HttpHandler[] = []) =>
  renderPage(<NewTask />, { path, handlers: [...more, ...answers] });

type Page = ReturnType<typeof open>;

async function importDraft({ user }: Page): Promise<void> {
  await user.click(await screen.findByLabelText(/^Paste a curl/));
  await user.paste('curl https://example.com/hook');
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Invoices'));
}

async function goToReview({ user }: Page): Promise<void> {
  for (const step of ['Schedule', 'Delivery', 'Review']) {
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByRole('heading', { name: step });
  }
}

test('a step with something missing is not left: it says what, and the first field has the focus', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Next' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('2 things are to be mended');
  expect(screen.getByRole('link', { name: 'URL' })).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveAttribute('aria-invalid', 'true');
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
  expect(screen.getByRole('heading', { name: 'Target' })).toBeInTheDocument();
});

test('a link to a later step of an empty form leads to what is missing', async () => {
  open('/tasks/new?step=review');
  expect(await screen.findByRole('heading', { name: 'Target' })).toBeInTheDocument();
  expect(window.location.search).toBe('');
});

test('the inspector’s link to a new task fills in the address, beside what is being written elsewhere', async () => {
  const page = open();
  await importDraft(page);
  page.unmount();
  open(newTaskHref('http://127.0.0.1:3002/webhook?a=1&b=2'));
  expect(await screen.findByLabelText('URL')).toHaveValue('http://127.0.0.1:3002/webhook?a=1&b=2');
  expect(screen.getByLabelText('Name')).toHaveValue('');
  expect(localStorage.getItem('carillon.draft.new')).not.toBeNull();
});

test('a copy that cannot be read has a heading and says why', async () => {
  open('/tasks/new?from=0193b6a0-0000-7000-8000-000000000001', [
    on('GET', '/api/tasks/{id}', problem(500, 'database.unreachable', { detail: 'No answer.' })),
  ]);
  expect(await screen.findByRole('alert')).toHaveTextContent('No answer.');
  expect(screen.getByRole('heading', { level: 1, name: 'Copy of a task' })).toBeVisible();
});

test('a pasted command fills in the form and says what it does not do', async () => {
  const page = open();
  await importDraft(page);
  expect(screen.getByLabelText('URL')).toHaveValue('https://example.com/hook');
  expect(screen.getByLabelText('Value of header 1')).toHaveValue('billing');
  expect(screen.getByText('Redirects are never followed.')).toBeInTheDocument();
});

test('what was written is there again after the page was loaded anew, until one starts afresh', async () => {
  const page = open();
  await importDraft(page);
  page.unmount();
  const { user } = open();
  expect(await screen.findByLabelText('Name')).toHaveValue('Invoices');
  await user.click(screen.getByRole('button', { name: 'Start afresh' }));
  expect(screen.getByLabelText('Name')).toHaveValue('');
  expect(localStorage.getItem('carillon.draft.new')).toBeNull();
});

test('what the API refuses is told at its field, on the step of the field, until it is changed', async () => {
  const refusal = problem(400, 'request.invalid', {
    fieldErrors: [{ path: 'webhookUrl', message: 'cannot be called: 10.0.0.1 is a private address' }],
  });
  const page = open('/tasks/new', [on('POST', '/api/tasks', refusal)]);
  await importDraft(page);
  await goToReview(page);
  await page.user.click(screen.getByRole('button', { name: 'Create task' }));
  expect(await screen.findByRole('heading', { name: 'Target' })).toBeInTheDocument();
  const url = await screen.findByLabelText('URL');
  expect(url).toHaveAccessibleDescription(/private address/);
  await waitFor(() => expect(url).toHaveFocus());
  await page.user.type(url, '2');
  await page.user.tab();
  await waitFor(() => expect(url).not.toHaveAttribute('aria-invalid'));
});

test('the command that does the same stands beside the call of the API, and follows what is chosen', async () => {
  const page = open();
  await importDraft(page);
  await goToReview(page);
  const command = screen.getByLabelText('command', { selector: 'pre' });
  expect(command).toHaveTextContent(
    /^carillon tasks create --api-url 'http:\/\/localhost' .*--name 'Invoices' .*--header 'X-Team: billing'$/,
  );
  await page.user.click(screen.getByLabelText(/^Create it paused/));
  expect(command).toHaveTextContent(/ --paused/);
  await page.user.click(screen.getByRole('tab', { name: 'curl' }));
  expect(screen.getByLabelText('API call', { selector: 'pre' })).toHaveTextContent(/^curl -X POST/);
});

test('a task is created paused, with the reason, in the one request', async () => {
  const bodies: unknown[] = [];
  const create = on('POST', '/api/tasks', ({ body }) => {
    bodies.push(body);
    return { ...draft, id: '0193b6a0-0000-7000-8000-000000000001' } as never;
  });
  const page = open('/tasks/new', [create]);
  await importDraft(page);
  await goToReview(page);
  await page.user.click(screen.getByLabelText(/^Create it paused/));
  await page.user.type(screen.getByLabelText('Why it is paused'), 'Not before Monday');
  expect(screen.getByLabelText('command', { selector: 'pre' })).toHaveTextContent(
    '"reason": "Not before Monday"',
  );
  await page.user.click(screen.getByRole('button', { name: 'Create task' }));
  await waitFor(() =>
    expect(bodies).toEqual([expect.objectContaining({ pause: { reason: 'Not before Monday' } })]),
  );
});

test('a word is chosen from a menu, and is filled in from then on', async () => {
  const { user } = open();
  expect(await screen.findByLabelText(/^Fill in words/)).not.toBeChecked();
  await user.click(screen.getByRole('button', { name: 'Insert a word' }));
  await user.click(await screen.findByRole('menuitem', { name: /\{\{scheduledFor\}\}/ }));
  expect(screen.getByLabelText(/^Fill in words/)).toBeChecked();
});

test('a private address is told at once, and the type of the task is a webhook', async () => {
  const { user } = open();
  await user.type(await screen.findByLabelText('URL'), 'http://192.168.1.1/hook');
  expect(await screen.findByText(/192\.168\.1\.1 is a private address/)).toBeVisible();
  expect(screen.getByLabelText('Task Type')).toHaveDisplayValue('Webhook');
});

test('a created task is gone to, and its draft is dropped', async () => {
  const id = '0193b6a0-0000-7000-8000-000000000001';
  const bodies: unknown[] = [];
  const create = on('POST', '/api/tasks', ({ body }) => {
    bodies.push(body);
    return { ...draft, id } as never;
  });
  const page = open('/tasks/new', [create]);
  await importDraft(page);
  await goToReview(page);
  await page.user.click(screen.getByRole('button', { name: 'Create task' }));
  await waitFor(() => expect(window.location.pathname).toBe(`/tasks/${id}`));
  expect(bodies).toEqual([expect.objectContaining({ ...draft, taskSchedule: '*/5 * * * *' })]);
  expect(localStorage.getItem('carillon.draft.new')).toBeNull();
});

test('a copy asks for the secrets of the task again, as they are not shown', async () => {
  const httpHeaders = { 'X-Team': 'billing', Authorization: '[redacted]' };
  const { user } = open('/tasks/new?from=0193b6a0-0000-7000-8000-000000000001', [
    on('GET', '/api/tasks/{id}', exampleTask({ httpHeaders })),
  ]);
  expect(await screen.findByLabelText('Value of header 1')).toHaveValue('billing');
  const secret = screen.getByLabelText('Value of header 2');
  expect(secret).toHaveValue('');
  await user.click(screen.getByRole('button', { name: 'Next' }));
  expect(secret).toHaveAccessibleDescription('Give the secret.');
});
