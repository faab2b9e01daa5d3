import { describe, expect, test } from '@jest/globals';
import type { ReceivedRequest } from './inspector.api';
import { joinReceived, searchReceived } from './received';
import { diffRequests, toCurl } from './request-text';

const request = (overrides: Partial<ReceivedRequest> = {}): ReceivedRequest => ({
  ...{ number: 1, at: '2026-11-23T10:00:00.000Z', method: 'POST', path: '/webhook', query: '' },
  ...{ webhookId: null, attempt: null, position: 1, body: '{"a":1}', bodyLength: 7 },
  ...{ headers: { 'content-type': 'application/json' }, status: 200, latencyMs: 5, signature: 'none' },
  ...overrides,
});

describe('a request', () => {
  test('becomes a line that a shell takes, whatever its body quotes', () => {
    const line = toCurl(request({ query: '?a=1', body: `it's "x"` }), 'http://127.0.0.1:3002/webhook');
    expect(line).toContain(`curl -X POST 'http://127.0.0.1:3002/webhook?a=1'`);
    expect(line).toContain(`--data-raw 'it'\\''s "x"'`);
  });

  test('is compared with another line by line, its body indented', () => {
    const lines = diffRequests(request(), request({ body: '{"a":2}' }));
    expect(lines.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '  "a": 1' },
      { kind: 'added', text: '  "a": 2' },
    ]);
    expect(diffRequests(request(), request()).every(({ kind }) => kind === 'same')).toBe(true);
  });
});

test('what was read twice is held once, the newest first', () => {
  const held = joinReceived([request({ number: 2 })], [request({ number: 3 }), request({ number: 2 })]);
  expect(held.map(({ number }) => number)).toEqual([3, 2]);
});

test('search looks in paths, headers and bodies, and can be narrowed to an endpoint', () => {
  const all = [
    request({ number: 1, body: 'Order 42' }),
    request({ number: 2, path: '/webhook/x', body: 'order 7' }),
  ];
  expect(searchReceived(all, 'ORDER application/json', null)).toHaveLength(2);
  expect(searchReceived(all, 'order 42', null).map(({ number }) => number)).toEqual([1]);
  expect(searchReceived(all, 'order', '/webhook/x').map(({ number }) => number)).toEqual([2]);
});

test('the page drops the oldest beyond five hundred, and none that is pinned', () => {
  const many = Array.from({ length: 500 }, (_, index) => request({ number: 500 - index }));
  const held = joinReceived(many, [request({ number: 502 }), request({ number: 501 })], [1]);
  expect([held.length, held[0]?.number]).toEqual([501, 502]);
  expect(held.slice(-2).map(({ number }) => number)).toEqual([3, 1]);
});
