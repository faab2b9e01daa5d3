import type { Pool } from '@carillon/db';
import { awaitCallbacks, claimRuns, ensurePartitions } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import type { Run, Task } from '@carillon/domain';
import { makeRunToken, newId, noWishes } from '@carillon/domain';
import type { TestUser } from './accounts.js';
import type { TestApi } from './api.js';

type Untyped = ReturnType<JSON['parse']>;

/** Things of their own for each test that changes them. */
export interface Given {
  api: TestApi;
  pool: Pool;
  /** Of a dummy webhook. */
  receiverUrl: string;
  /** Where an alert channel may lead to. */
  chat: { kind: string; address: string };
  /** A name that nothing has. */
  name: () => string;
  /** Asks as the administrator, for what is there before the test. */
  call: (method: 'post' | 'put' | 'patch', path: string, body?: object) => Promise<Untyped>;
  task: (overrides?: Partial<Task>) => Promise<{ id: string }>;
  run: (overrides?: Partial<Run>) => Promise<{ id: string; taskId: string }>;
  /** A run whose receiver has accepted it. */
  waitingRun: () => Promise<{ id: string }>;
  /** A run that a listener has taken with it. */
  lostRun: () => Promise<void>;
  oldPartition: () => Promise<void>;
  lane: () => Promise<string>;
  heldRun: (lane: string) => Promise<{ id: string }>;
  secret: () => Promise<string>;
  /** Something made by POST. */
  made: (noun: string, body?: object) => Promise<{ id: string }>;
  invitation: () => Promise<{ id: string; token: string }>;
  /** A request that the dummy webhook has received. */
  received: () => Promise<{ number: number }>;
}

const dayMs = 86_400_000;

export function givenFor(api: TestApi, admin: TestUser, receiverUrl: string): Given {
  const { pool } = api.database;
  const name = () => `n${newId()}`;
  const chat = { kind: 'chat', address: 'https://chat.example.com/services/canary' };
  const call: Given['call'] = async (method, path, body = {}) => {
    const answer = await api.request[method](path).set(admin.bearer).send(body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const made: Given['made'] = async (noun, body = {}) => {
    const { id } = await call('post', `/api/${noun}`, { name: name(), ...body });
    return { id };
  };
  return {
    ...{ api, pool, receiverUrl, chat, name, call, made },
    ...runsOf(pool),
    async task(overrides) {
      const { id } = await insertTask(pool, { webhookUrl: 'http://127.0.0.1:9/hook', ...overrides });
      return { id };
    },
    async oldPartition() {
      const at = Date.now() - 30 * dayMs;
      await ensurePartitions(pool, at, at);
    },
    async lane() {
      const lane = name();
      await call('put', `/api/lanes/${lane}`, { concurrencyLimit: 1 });
      return lane;
    },
    async secret() {
      const secret = name();
      await call('post', '/api/secrets', { name: secret, value: 'canary' });
      return secret;
    },
    async invitation() {
      const body = { email: `${name()}@carillon.test`, role: 'viewer' };
      const { id, link } = await call('post', '/api/invitations', body);
      return { id, token: (link as string).split('token=')[1]! };
    },
    async received() {
      await fetch(`${receiverUrl}/webhook`, { method: 'POST', body: '{}' });
      const { body } = await api.request.get('/api/inspector/requests').set(admin.bearer);
      return { number: body.items[0].number as number };
    },
  };
}

function runsOf(pool: Pool): Pick<Given, 'run' | 'waitingRun' | 'lostRun' | 'heldRun'> {
  const claim = async (workerId: string) => {
    const run = await insertRun(pool, await insertTask(pool));
    const [claimed] = await claimRuns(pool, [run], { workerId, leaseMs: 60_000 });
    return claimed!;
  };
  return {
    async run(overrides) {
      const { id: taskId } = await insertTask(pool);
      const { id } = await insertRun(pool, { id: taskId }, overrides);
      return { id, taskId };
    },
    async heldRun(lane) {
      const task = await insertTask(pool, { lane });
      const { id } = await insertRun(pool, task, { lane, runStatus: 'held' });
      return { id };
    },
    async lostRun() {
      await claim(await insertWorker(pool, 11_000));
    },
    async waitingRun() {
      const run = await claim(newId());
      await awaitCallbacks(pool, [
        {
          ...{ id: run.id, scheduledFor: run.scheduledFor, taskId: run.taskId, fence: run.fence },
          ...{ logId: run.logId, logCreatedAt: run.logCreatedAt, runStatus: 'waiting', executionTimeMs: 12 },
          ...{
            message: '',
            messageTruncated: false,
            httpStatus: 202,
            errorCode: null,
            responseHeaders: null,
          },
          phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 12 },
          ...{ wishes: noWishes, backoffMs: 0, callbackTokenHash: makeRunToken(run.logId).hash },
          callbackWithinMs: 60_000,
        },
      ]);
      return { id: run.id };
    },
  };
}
