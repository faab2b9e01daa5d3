import { webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { server } from '@/testing/api-server';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import type { ReceivedRequest } from './inspector.api';
import { RequestSignature, SignatureTester } from './signature-tester';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const body = '{"test": 2432232314}';
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': `v1,AAAA ${right}`,
};

const received: ReceivedRequest = {
  ...{ number: 1, at: '2021-02-25T15:02:11.000Z', method: 'POST', path: '/webhook', query: '' },
  ...{ webhookId: null, attempt: null, position: 1, body, bodyLength: body.length },
  ...{ headers, status: 200, latencyMs: 5, signature: 'unknown' },
};

test('where the browser computes nothing, that is said in place of a verdict', () => {
  // The document of these tests lacks it, as a page does that came over plain http.
  renderPage(<RequestSignature request={received} />);
  expect(screen.getByText(/only on pages that came over https/)).toBeVisible();
  expect(screen.queryByRole('list', { name: 'Parts of the signature' })).toBeNull();
});

describe('where it computes', () => {
  beforeAll(() => {
    Object.defineProperty(crypto, 'subtle', { value: webcrypto.subtle });
  });

  test('of a received request each part is judged as soon as the secret is there, by the time of its arrival', async () => {
    const { user, container } = renderPage(<RequestSignature request={received} />);
    const parts = await screen.findByRole('list', { name: 'Parts of the signature' });
    expect(within(parts).getAllByRole('listitem')).toHaveLength(6);
    expect(parts).toHaveTextContent('Paste it to go on.');
    await user.type(screen.getByLabelText('Signing secret'), secret);
    expect(await screen.findByText('The signature holds')).toBeVisible();
    expect(parts).toHaveTextContent('Number 2 of 2 matches.');
    expect(parts).toHaveTextContent('1 s old');
    expect(await violationsOf(container)).toEqual([]);
  });

  test('a pasted request of another secret: expected and received stand side by side', async () => {
    const { user } = renderPage(<SignatureTester />);
    await user.type(screen.getByLabelText('Signing secret'), 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD');
    await user.type(screen.getByLabelText('webhook-id'), headers['webhook-id']);
    await user.type(screen.getByLabelText('webhook-timestamp'), headers['webhook-timestamp']);
    await user.type(screen.getByLabelText('webhook-signature'), right);
    await user.click(screen.getByLabelText('Body'));
    await user.paste(body);
    expect(await screen.findByText('It does not match.')).toBeVisible();
    expect(screen.getByText('The signature does not hold')).toBeVisible();
    expect(screen.getByText('v1,78nXHjpFP0tVJQW5D0SBwmVyyW87BV/rL6MgfM/Bw44=')).toBeVisible();
    const list = screen.getByRole('list', { name: 'Received signatures' });
    expect(list).toHaveTextContent(`does not hold: ${right} Differs.`);
  });

  test('the secret stays on the page: nothing is sent, kept or put into the address', async () => {
    const asked: string[] = [];
    const note = async ({ request }: { request: Request }) => {
      asked.push(`${request.url} ${await request.clone().text()}`);
    };
    server.events.on('request:start', note);
    const { user, store } = renderPage(<RequestSignature request={received} />);
    await user.type(screen.getByLabelText('Signing secret'), secret);
    await screen.findByText('The signature holds');
    server.events.removeListener('request:start', note);
    const kept = JSON.stringify([
      ...[asked, store.getState(), window.location.href, document.cookie],
      ...[{ ...localStorage }, { ...sessionStorage }],
    ]);
    expect(kept).not.toContain(secret.slice('whsec_'.length));
    expect(screen.getByLabelText('Signing secret')).toHaveAttribute('type', 'password');
  });
});
