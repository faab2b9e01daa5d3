import { describe, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { on, problem } from '@/testing/api-server';
import { testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import type { ApiKey, ApiKeyInput } from './api-keys.api';
import { ApiKeysSection } from './api-keys-section';

const key: ApiKey = {
  id: '0193b6a0-0000-7000-8000-000000000001',
  userId: '0193b6a0-0000-7000-8000-00000000000a',
  name: 'nightly report',
  prefix: 'abc123',
  role: 'viewer',
  scopes: ['runs:read'],
  expiresAt: null,
  lastUsedAt: null,
  createdAt: '2026-11-01T00:00:00.000Z',
};
const page = (items: ApiKey[]) => on('GET', '/api/api-keys', { items, nextCursor: null });

describe('API keys', () => {
  test('a new key is shown once: closed, its text is nowhere any more', async () => {
    let sent: ApiKeyInput | undefined;
    const made = on('POST', '/api/api-keys', ({ body }) => {
      sent = body;
      return { ...key, name: 'laptop', key: 'cak_text-of-the-key' };
    });
    const { user, store } = renderPage(<ApiKeysSection />, {
      role: 'operator',
      handlers: [page([key]), made],
    });
    await user.click((await screen.findAllByRole('button', { name: 'New key' }))[0]!);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('option', { name: 'admin' })).toBeNull();
    await user.type(within(dialog).getByLabelText('Name'), 'laptop');
    await user.selectOptions(within(dialog).getByLabelText('Expires after'), 'Never');
    await user.click(within(dialog).getByRole('button', { name: 'Make the key' }));
    expect(await screen.findByText('cak_text-of-the-key')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy api key' })).toBeVisible();
    expect(sent).toEqual({ name: 'laptop', role: 'operator', scopes: null, expiresAt: null });

    await user.click(screen.getByRole('button', { name: 'I have copied it' }));
    await waitFor(() => expect(screen.queryByText('cak_text-of-the-key')).toBeNull());
    // Not in the store either, from where another page could show it.
    await waitFor(() => expect(JSON.stringify(store.getState())).not.toContain('text-of-the-key'));
  });

  test('without a name, and narrowed to nothing, it is not sent', async () => {
    const { user } = renderPage(<ApiKeysSection />, { handlers: [page([])] });
    await user.click((await screen.findAllByRole('button', { name: 'New key' }))[0]!);
    await user.click(await screen.findByLabelText(/Narrow it/));
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    expect(screen.getByText('Give it a name.')).toBeVisible();
    expect(screen.getByText('Choose at least one.')).toBeVisible();
  });

  test('a refusal of the server is told in the form', async () => {
    const refused = on(
      'POST',
      '/api/api-keys',
      problem(403, 'auth.forbidden', { detail: 'Not with a key.' }),
    );
    const { user } = renderPage(<ApiKeysSection />, { handlers: [page([key]), refused] });
    await user.click((await screen.findAllByRole('button', { name: 'New key' }))[0]!);
    await user.type(await screen.findByLabelText('Name'), 'x');
    await user.click(screen.getByRole('button', { name: 'Make the key' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Not with a key.');
  });

  test('is revoked after a question that names it', async () => {
    let revoked = '';
    const revoke = on('DELETE', '/api/api-keys/{id}', ({ params, headers }) => {
      // With a session's cookie the API takes nothing else.
      expect(headers.get('content-type')).toBe('application/json');
      revoked = params['id']!;
      return undefined;
    });
    const { user, container } = renderPage(<ApiKeysSection />, { handlers: [page([key]), revoke] });
    expect(await screen.findByRole('rowheader', { name: /nightly report/ })).toBeVisible();
    expect(screen.getByText('Never', { selector: 'td' })).toBeVisible();
    expect((await axe(container)).violations).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByRole('dialog', { name: 'Revoke the key nightly report?' })).toBeVisible();
    expect(revoked).toBe('');
    await user.click(screen.getByRole('button', { name: 'Revoke 1 key' }));
    await waitFor(() => expect(revoked).toBe(key.id));
  });
});

describe('the section of API keys', () => {
  testDrawnStates({
    of: ['GET', '/api/api-keys'],
    draw: (answer) => renderPage(<ApiKeysSection />, { handlers: [answer] }),
    empty: [{ items: [], nextCursor: null }, 'There is no key yet'],
    filled: [{ items: [key], nextCursor: null }, 'nightly report'],
  });
});
