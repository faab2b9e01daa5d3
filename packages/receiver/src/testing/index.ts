import { createHmac } from 'node:crypto';

/** For the tests of receivers. */
export const testSecret = `whsec_${Buffer.alloc(32, 'carillon').toString('base64')}`;

/** The headers of a delivery by Carillon, signed with `testSecret` for this very body and now. */
export function signedHeaders(body: string, own: Record<string, string> = {}): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'webhook-id': 'run-1',
    'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
    'webhook-attempt': '1',
    'carillon-task-id': 'task-1',
    'carillon-run-id': 'run-1',
    'carillon-scheduled-for': '2026-01-01T00:00:00.000Z',
    ...own,
  };
  const key = Buffer.from(testSecret.slice('whsec_'.length), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  headers['webhook-signature'] ??= `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return headers;
}
