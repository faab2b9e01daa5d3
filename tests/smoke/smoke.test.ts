import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '@carillon/db/testing';
import type { RedisServer } from '@carillon/testkit';
import { startRedis, until } from '@carillon/testkit';
import { checkPromises } from '../checker/check-promises.js';
import { Stack } from '../stack.js';
import { backends } from './backends.js';

interface Created {
  id: string;
}

describe.each(backends)('from task to webhook, $name', ({ usesRedis, isAvailable }) => {
  const promise = isAvailable ? test : test.skip;
  let redis: RedisServer | null = null;
  let stack: Stack;

  beforeAll(async () => {
    if (!isAvailable) return;
    redis = usesRedis ? await startRedis() : null;
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: redis?.url ?? null });
    await Promise.all((['api', 'publisher', 'listener'] as const).map((kind) => stack.spawn(kind)));
  }, 60_000);

  afterAll(async () => {
    await stack?.stop();
    await redis?.stop();
  }, 60_000);

  const create = (overrides: object) =>
    stack.request<Created>('POST', '/tasks', {
      taskName: 'smoke',
      jsonPayload: { greeting: 'hello' },
      ...overrides,
    });
  const logsOf = (taskId: string) =>
    stack.request<{ items: Record<string, unknown>[] }>('GET', `/tasks/${taskId}/logs?limit=100`);
  const statusOf = async (taskId: string) =>
    (await stack.request<{ taskStatus: string }>('GET', `/tasks/${taskId}`)).taskStatus;

  promise('a task with a schedule is delivered each time it is due and stays ready', async () => {
    const task = await create({ taskSchedule: '*/2 * * * * *', webhookUrl: stack.sink.url('/ok') });
    await until(() => stack.sink.requestsTo('/ok').length >= 3, {
      what: 'three deliveries',
    });
    const [first] = stack.sink.requestsTo('/ok');
    expect(first).toMatchObject({ method: 'POST', body: '{"greeting": "hello"}', attempt: 1 });
    await until(async () => (await statusOf(task.id)) === 'ready', {
      what: 'the task is ready between two runs',
    });
    const { items } = await logsOf(task.id);
    expect(items.length).toBeGreaterThanOrEqual(3);
    const finished = items.filter((log) => log.status === 'finish');
    expect(finished.length).toBeGreaterThanOrEqual(3);
    expect(finished[0]).toMatchObject({ retryCount: 0, httpStatus: 200, message: '' });
    expect(finished[0]!.executionTime).toEqual(expect.any(Number));
    await stack.request('POST', `/tasks/${task.id}/pause`, {});
  });

  promise('a run that fails twice is tried again and completes, under one webhook-id', async () => {
    stack.sink.answer('/flaky', (_request, call) =>
      call <= 2 ? { status: 503, body: 'busy' } : { body: 'thanks' },
    );
    const task = await create({
      start: 'now',
      webhookUrl: stack.sink.url('/flaky'),
      maxRetry: 3,
      backoffBaseMs: 100,
    });
    await until(async () => (await statusOf(task.id)) === 'completed', {
      what: 'the task completed',
    });
    const requests = stack.sink.requestsTo('/flaky');
    expect(requests.map((request) => request.attempt)).toEqual([1, 2, 3]);
    expect(new Set(requests.map((request) => request.webhookId)).size).toBe(1);
    expect(requests.map((request) => request.headers['webhook-previous-outcome'])).toEqual([
      undefined,
      'failed',
      'failed',
    ]);
    const { items } = await logsOf(task.id);
    expect(items.map((log) => [log.retryCount, log.status, log.httpStatus, log.message]).sort()).toEqual([
      [0, 'failed', 503, 'busy'],
      [1, 'failed', 503, 'busy'],
      [2, 'finish', 200, 'thanks'],
    ]);
  });

  promise(
    'a run that never succeeds fails with its task after max_retry retries, all of them logged',
    async () => {
      stack.sink.answer('/broken', { status: 500, body: 'no' });
      const task = await create({
        taskSchedule: '*/2 * * * * *',
        webhookUrl: stack.sink.url('/broken'),
        maxRetry: 2,
        backoffBaseMs: 50,
      });
      await until(async () => (await statusOf(task.id)) === 'failed', {
        what: 'the task failed',
      });
      const { items } = await logsOf(task.id);
      expect(items.map((log) => log.retryCount).sort()).toEqual([0, 1, 2]);
      for (const log of items) {
        expect(log).toMatchObject({
          status: 'failed',
          httpStatus: 500,
          message: 'no',
          errorCode: 'status_500',
        });
        expect(log.executionTime).toEqual(expect.any(Number));
      }
      const seen = stack.sink.requestsTo('/broken').length;
      expect(seen).toBe(3);
    },
  );

  promise('a one-off runs once, at its time', async () => {
    const runAt = new Date(Date.now() + 2_000).toISOString();
    const task = await create({ runAt, webhookUrl: stack.sink.url('/once') });
    await until(async () => (await statusOf(task.id)) === 'completed', {
      what: 'the one-off completed',
    });
    const requests = stack.sink.requestsTo('/once');
    expect(requests).toHaveLength(1);
    expect(requests[0]!.at).toBeGreaterThanOrEqual(Date.parse(runAt));
  });

  promise('every promise holds in the record of all of this', async () => {
    await stack.settle();
    const findings = await checkPromises(stack);
    expect(findings).toMatchObject({ repeats: 0, abandoned: 0 });
    expect(findings.runs).toBeGreaterThanOrEqual(6);
  });
});
