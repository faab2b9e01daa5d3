import { beforeAll, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import { on, problem } from '@/testing/api-server';
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
