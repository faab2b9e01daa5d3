import { describe, expect, test } from '@jest/globals';
import type { RequestParts } from './effective-request';
import { effectiveRequest, toCurl } from './effective-request';

const task: RequestParts = {
  httpMethod: 'POST',
  webhookUrl: 'https://receiver.example/hook',
  httpHeaders: { 'x-api-key': '[redacted]', 'x-team': 'billing', authorization: 'Bearer {{secret.token}}' },
  jsonPayload: { note: "it's" },
  deliveryOptions: {
    templates: false,
    auth: null,
    proxyUrl: null,
    tls: null,
    assertion: null,
    steering: false,
    retryOn: null,
  },
};

describe('effectiveRequest', () => {
  test('masks what the API does not show, and shows references to stored ones', () => {
    const { headers } = effectiveRequest(task);
    expect(headers.find(({ name }) => name === 'x-api-key')).toMatchObject({
      value: '••••••••',
      isMasked: true,
    });
    expect(headers.find(({ name }) => name === 'x-team')?.value).toBe('billing');
    expect(headers.find(({ name }) => name === 'authorization')?.value).toBe('Bearer {{secret.token}}');
  });

  test('has a body unless the method has none', () => {
    expect(effectiveRequest(task).body).toBe(`{"note":"it's"}`);
    expect(effectiveRequest({ ...task, httpMethod: 'GET' }).body).toBeNull();
  });

  test('is that of the run where the run has an address or a payload of its own, null included', () => {
    const own = effectiveRequest(task, { webhookUrl: 'https://other.example/', jsonPayload: null });
    expect([own.url, own.body]).toEqual(['https://other.example/', 'null']);
    expect(effectiveRequest(task, { webhookUrl: null }).url).toBe(task.webhookUrl);
  });
});

describe('toCurl', () => {
  test('is a command that a shell takes, with masked values as variables', () => {
    const curl = toCurl(effectiveRequest(task));
    expect(curl).toContain(`--data-raw '{"note":"it'\\''s"}'`);
    expect(curl).toContain('-H "x-api-key: $X_API_KEY"');
    expect(curl).toContain(`-H 'content-type: application/json'`);
    expect(curl).not.toMatch(/redacted|webhook-id/);
  });
});
