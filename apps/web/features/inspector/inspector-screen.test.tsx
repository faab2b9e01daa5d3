import { describe } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { HttpHandler } from 'msw';
import type { Role } from '@/features/session/use-role';
import { on, problem } from '@/testing/api-server';
import { allIsRead, testDrawn, testDrawnStates } from '@/testing/drawn-states';
import { renderPage } from '@/testing/render';
import type { ReceivedRequest, Receiver } from './inspector.api';
import { InspectorScreen } from './inspector-screen';

const base = 'http://127.0.0.1:3002';
const receiver: Receiver = {
  url: `${base}/webhook`,
  settings: {
    ...{ failCalls: [7, 11], failPercent: null, failStatus: 500, latencyMinMs: 100, latencyMaxMs: 500 },
    answer: { behaviour: 'answer', status: 200, headers: {}, body: null },
  },
  stats: { count: 2, position: 2, failed: 1, succeeded: 1, pinned: [2], keptMax: 100 },
  scenarios: [{ name: 'gone', description: '410' }],
};
const none: Receiver = { url: null, settings: null, stats: null, scenarios: null };
const requests = [2, 1].map((number): ReceivedRequest => ({
  ...{ number, at: '2026-11-23T10:00:00.000Z', method: 'POST', path: `/webhook/${number}`, query: '?a=1' },
  ...{ webhookId: 'a', attempt: 1, position: number, body: '{"a":1}', bodyLength: 70_000 },
  ...{
    headers: { 'webhook-id': 'a' },
    status: number === 1 ? 200 : null,
    latencyMs: 5,
    signature: 'unknown',
  },
}));
const received = (items: readonly ReceivedRequest[]) =>
  on('GET', '/api/inspector/requests', ({ query }) => ({
    items: items.filter(({ number }) => number > Number(query.get('after'))),
    last: items[0]?.number ?? 0,
  }));

describe('the inspector', () => {
  testDrawnStates({
    of: ['GET', '/api/inspector'],
    draw: (answer) =>
      renderPage(<InspectorScreen />, { path: '/inspector', handlers: [answer, received(requests)] }),
    empty: [none, 'This installation has no receiver of its own'],
    filled: [receiver, '2 held, the newest first'],
  });

  const drawn = async (
    query: string,
    seen: string | RegExp,
    { answer = received(requests), role = 'operator' }: { answer?: HttpHandler; role?: Role } = {},
  ) => {
    const page = renderPage(<InspectorScreen />, {
      path: `/inspector${query}`,
      role,
      handlers: [on('GET', '/api/inspector', receiver), answer],
    });
    await screen.findAllByText(seen);
    await allIsRead();
    return page;
  };
  testDrawn({
    'with no request': () => drawn('', 'Nothing was received yet', { answer: received([]) }),
    'with requests that cannot be read': () =>
      drawn('', 'It does not answer.', {
        answer: on('GET', '/api/inspector/requests', problem(500, 'x', { detail: 'It does not answer.' })),
      }),
    'with a search that hides all': () => drawn('?q=nothing', 'The search hides all of them'),
    'with its endpoints': () => drawn('?tab=endpoints', 'Endpoints that were called'),
    'with none of its endpoints called': () => drawn('?tab=endpoints', /^None yet/, { answer: received([]) }),
    'with the signature tester': () => drawn('?tab=signature', 'Signing secret'),
    'with its settings': () => drawn('?tab=settings', 'Calls that fail'),
    'with its settings, for a viewer': () =>
      drawn('?tab=settings', /This takes the role operator/, { role: 'viewer' }),
  });
  testDrawn(
    Object.fromEntries(
      ['body', 'headers', 'query', 'raw', 'curl', 'signature', 'compare'].map((view) => [
        `with a request open at its ${view}`,
        () => drawn(`?request=2&view=${view}`, 'Request 2'),
      ]),
    ),
  );
});
