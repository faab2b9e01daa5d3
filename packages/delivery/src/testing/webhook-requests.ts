import type { WebhookRequest } from '../webhook-request.js';

/** A first attempt at a URL with a small payload and nothing else, unless the overrides say otherwise. */
export function webhookRequest(url: string, overrides: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    url,
    method: 'POST',
    headers: {},
    body: '{"a":1}',
    timeoutMs: 5_000,
    successStatus: [],
    options: null,
    signingKeys: [],
    secrets: new Map(),
    attemptId: '01990000-0000-7000-8000-0000000000a1',
    runId: '01990000-0000-7000-8000-000000000001',
    taskId: '01990000-0000-7000-8000-000000000002',
    taskName: 'a task',
    trigger: 'schedule',
    scheduledFor: '2026-01-01T00:00:00.000Z',
    attempt: 1,
    previousOutcome: null,
    timestamp: 1_767_225_600,
    callback: null,
    ...overrides,
  };
}
