import { describe, expect, test } from '@jest/globals';
import { forbiddenHeader } from './webhook-headers.js';

describe('forbiddenHeader', () => {
  test.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'connection',
    'upgrade',
    'te',
    'trailer',
    'expect',
    'Proxy-Authorization',
    'webhook-id',
    'Webhook-Signature',
    'carillon-run-id',
    'Traceparent',
  ])('keeps %s to the sender', (name) => {
    expect(forbiddenHeader(name)).toBe(true);
  });

  test.each(['authorization', 'content-type', 'x-webhook-id', 'x-request-id', 'accept'])(
    'leaves %s to the task',
    (name) => {
      expect(forbiddenHeader(name)).toBe(false);
    },
  );
});
