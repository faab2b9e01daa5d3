import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWebhookSender } from './send-webhook.js';
import type { WebhookRequest } from './webhook-request.js';

const opensslAvailable = spawnSync('openssl', ['version']).status === 0;
const whenInstalled = opensslAvailable ? describe : describe.skip;

/** A certificate that names only 127.0.0.1 and has signed itself. */
function makeCertificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  const subject = ['-subj', '/CN=receiver', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  spawnSync('openssl', ['req', '-x509', ...newKey, ...subject, '-out', cert]);
  const certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return certificate;
}

whenInstalled('over TLS (needs the program openssl)', () => {
  let receiver: Server;
  let certificate: { key: string; cert: string };
  let received = 0;
  beforeAll(async () => {
    certificate = makeCertificate();
    receiver = createServer(certificate, (_request, response) => {
      received += 1;
      response.end('safe');
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  const request = (host: string): WebhookRequest => ({
    url: `https://${host}:${(receiver.address() as AddressInfo).port}/hook`,
    method: 'POST',
    headers: {},
    body: '{}',
    timeoutMs: 5_000,
    successStatus: [],
    runId: 'run-1',
    taskId: 'task-1',
    scheduledFor: '2026-01-01T00:00:00.000Z',
    attempt: 1,
    previousOutcome: null,
    timestamp: 1_767_225_600,
  });

  test('a trusted certificate is accepted and the handshake has its own phase', async () => {
    const sender = createWebhookSender({ version: '1', ca: certificate.cert });
    const outcome = await sender.send(request('127.0.0.1'));
    await sender.close();
    expect(outcome).toMatchObject({ ok: true, message: 'safe' });
    expect(outcome.phases.connectMs).toBeGreaterThan(0);
    expect(outcome.phases.tlsMs).toBeGreaterThan(0);
  });

  test.each([
    ['that nobody vouches for', '127.0.0.1', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of another host', 'localhost', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a certificate %s is refused before the request is sent', async (_what, host, trusted, code) => {
    const before = received;
    const sender = createWebhookSender({ version: '1', ...(trusted ? { ca: certificate.cert } : {}) });
    const outcome = await sender.send(request(host));
    await sender.close();
    expect(outcome).toMatchObject({ ok: false, errorCode: 'tls_failed', httpStatus: null });
    expect(outcome.message).toContain(code);
    expect(received).toBe(before);
  });
});
