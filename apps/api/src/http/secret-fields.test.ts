import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until, WebhookSink } from '@carillon/testkit';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import type { Given } from '../testing/given.js';
import { givenFor } from '../testing/given.js';
import type { Ask } from '../testing/rest-changes.js';
import { restChanges } from '../testing/rest-changes.js';
import type { SecretField } from '../testing/secret-fields.js';
import { secretFieldsOf, withValueAt } from '../testing/secret-fields.js';

const report = { status: 'completed', log: [{ level: 'info', line: 'done' }] };

/** In place of a change, or for what only reads. */
const others: Record<string, (given: Given) => Ask | Promise<Ask>> = {
  curlImport: () => ({ body: { command: 'curl http://receiver.test' } }),
  crontabImport: () => ({ body: { text: '* * * * * true' } }),
  readSessionInvitation: () => ({ headers: {}, body: { token: 'x' } }),
  reportRunReport: async ({ waitingRun }) => ({ params: await waitingRun(), body: report }),
  reportRunReportByPatch: async ({ waitingRun }) => ({ params: await waitingRun(), body: report }),
  updateTask: async ({ task }) => ({
    params: await task({ webhookUrl: 'http://receiver.test/hook' }),
    body: { maxRetry: 7 },
  }),
  // There is no dummy webhook here.
  replayInspectorRequest: () => ({ params: { number: 1 }, body: {} }),
  changeInspectorSettings: () => ({ body: { failStatus: 503 } }),
  sendTestRequest: ({ receiverUrl }) => ({ body: { webhookUrl: `${receiverUrl}/hook` } }),
  makeTargetCheck: ({ receiverUrl }) => ({ body: { webhookUrl: `${receiverUrl}/hook` } }),
};

/** Whose request cannot succeed with a value of a test: it has to fit what is stored, or needs what these tests have not. */
const cannotSucceed = new Set([
  'setupSession token',
  'setupSession password',
  'joinSession token',
  'openSession password',
  'changeSessionPassword currentPassword',
  'readSessionInvitation token',
  'replayInspectorRequest url',
  'changeInspectorSettings answer.headers',
  'changeInspectorSettings answer.body',
]);
/** Needs fields beside it, certificates among them; and no proxy is taken that has a password or a query. */
const isPartOfMore = (name: string) => /\.(auth|tls|assertion|proxyUrl)\b/.test(name);

let count = 0;
/** Found again wherever it stands, and fits where 32 bytes of base64 are asked for. */
const newCanary = () => `canary${String((count += 1)).padStart(4, '0')}`.padEnd(42, 'x').concat('w');

function secretValue(path: SecretField['path'], canary: string): unknown {
  const name = String(path.findLast((part) => part !== 0));
  if (name === 'proxyUrl') return `http://user:${canary}@proxy.test:8080`;
  if (/url$|address/i.test(name)) return `http://receiver.test/hook?token=${canary}`;
  if (/payload|result/i.test(name)) return { value: canary };
  if (/headers/i.test(name)) return { 'x-api-key': canary };
  if (name === 'command') return `curl http://receiver.test -H 'x-api-key: ${canary}'`;
  if (name === 'secret') return `whsec_${canary}=`;
  if (name === 'text') return `* * * * * curl http://receiver.test/?token=${canary}`;
  return canary;
}

describeApi('a secret field of the OpenAPI document', () => {
  let api: TestApi;
  let sink: WebhookSink;
  let admin: TestUser;
  let given: Given;
  let folder: string;
  let fields: SecretField[];
  const refusals: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-secret-fields-'));
    sink = await WebhookSink.start();
    api = await startTestApi({
      ...{ logDir: folder, logLevel: 'debug', openOnLoopback: false },
      ...{ outboundAllow: ['127.0.0.1'], trustedProxies: ['127.0.0.1', '::1'] },
    });
    admin = await givenUser(api, 'admin');
    given = givenFor(api, admin, sink.url('').replace(/\/$/, ''));
    fields = secretFieldsOf((await api.request.get('/api/openapi.json').set(admin.bearer)).body);
  }, 30_000);
  afterAll(async () => {
    await api.close();
    await sink.close();
    await rm(folder, { recursive: true });
  });

  async function send({ method, template }: SecretField, { params = {}, headers }: Ask, body: object) {
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? 'nothing'));
    // Attempts to sign in are counted by address.
    const from = `2001:db8::${(count += 1).toString(16)}`;
    const answer = await api.request[method as 'post'](path)
      .set(headers ?? admin.bearer)
      .set('x-forwarded-for', from)
      .send(body);
    if (answer.status >= 400) refusals.push(JSON.stringify(answer.headers), answer.text);
    return answer;
  }
  const nameOf = ({ operationId, path }: SecretField) => `${operationId} ${path.join('.')}`;

  test('is one of these at least', () => {
    expect(fields.map(nameOf)).toEqual(
      expect.arrayContaining([
        ...['createSecret value', 'replaceSecret value', 'createSigningSecret secret', 'createUser password'],
        ...[
          'changeSessionPassword currentPassword',
          'changeSessionPassword newPassword',
          'joinSession token',
        ],
        ...[
          'createAlertChannel address',
          'curlImport command',
          'replayRun jsonPayload',
          'replayRun webhookUrl',
        ],
        ...['createTask deliveryOptions.proxyUrl', 'createTask deliveryOptions.tls.certificate'],
        ...['reportRunReport result', 'reportRunReport log.0.line', 'createTaskBatch tasks.0.httpHeaders'],
      ]),
    );
  });

  /** Sends a secret in the field so that it is refused, taken, and of a wrong form. @returns what went wrong */
  async function probe(field: SecretField): Promise<string[]> {
    const { operationId, path, isWriteOnly } = field;
    const ask = await (others[operationId] ?? restChanges[operationId])?.(given);
    if (ask === undefined) throw new Error(`no request is known for ${operationId}`);
    const canary = newCanary();
    const body = withValueAt(ask.body, path, secretValue(path, canary));
    const refused = await send(field, ask, { ...body, unexpected: canary });
    const taken = await send(field, ask, body);
    // Last, as some take any JSON.
    await send(field, ask, withValueAt(ask.body, path, [[canary]]));
    const mayFail = cannotSucceed.has(nameOf(field)) || isPartOfMore(nameOf(field));
    // Only a new signing secret is shown, once.
    const isShown =
      isWriteOnly && operationId !== 'createSigningSecret' && JSON.stringify(taken.body).includes(canary);
    return [
      ...(refused.status === 400 ? [] : [`${nameOf(field)} with an unknown field: ${refused.text}`]),
      ...(taken.status < 300 || mayFail ? [] : [`${nameOf(field)}: ${taken.text}`]),
      ...(isShown ? [`${nameOf(field)} is answered`] : []),
    ];
  }

  test('is taken, and refused, without a word of it in a log or a refusal', async () => {
    const wrong: string[] = [];
    for (const field of fields) wrong.push(...(await probe(field)));
    expect(wrong).toEqual([]);
    const logs = await until(
      async () => {
        const files = await readdir(folder);
        const text = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('');
        return text.split('"Request"').length > fields.length * 3 && text;
      },
      { what: 'everything is logged' },
    );
    expect([logs, ...refusals].flatMap((text) => text.match(/.{0,80}canary\w+/g) ?? [])).toEqual([]);
  }, 120_000);
});
