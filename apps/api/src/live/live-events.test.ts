import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { claimRuns, finishRuns } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import type { LiveEvent } from '@carillon/domain';
import { newId, noWishes, runUpdated } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { givenApiKey } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

describeApi('live events', () => {
  let one: TestApi;
  let two: TestApi;
  beforeAll(async () => {
    one = await startTestApi();
    two = await startTestApi({}, undefined, one.database);
  });
  afterEach(closeSockets);
  afterAll(async () => {
    await two.close();
    await one.close();
  });

  const at = () => new Date().toISOString();

  /** Clients of both processes that hear what either of them publishes. */
  async function connectBoth() {
    const clients = [await connectSocket(one), await connectSocket(two)];
    const probe = newId();
    await until(
      () => {
        one.events.publish([{ type: 'task.updated', id: probe, status: 'ready', version: 1, at: at() }]);
        return clients.every((client) => client.of('task.updated').length > 0);
      },
      { what: 'both hear' },
    );
    await sleep(100);
    for (const client of clients) client.received.length = 0;
    return clients;
  }

  test('every client of either process gets every event once', async () => {
    const clients = await connectBoth();
    const events = Array.from({ length: 400 }, (_, index): LiveEvent => {
      return runUpdated({ id: newId(), taskId: newId(), fence: index }, 'running', at());
    });
    one.events.publish(events.slice(0, 200));
    two.events.publish(events.slice(200));
    await until(() => clients.every((client) => client.of('run.updated').length >= 400), {
      what: 'all arrived',
    });
    await sleep(100);
    for (const client of clients) {
      const heard = client.of('run.updated');
      expect(heard).toHaveLength(400);
      expect(new Set(heard.map(({ id }) => id)).size).toBe(400);
      expect(heard[0]).toEqual({
        id: expect.any(String),
        taskId: expect.any(String),
        status: 'running',
        version: expect.any(Number),
        at: expect.any(String),
      });
    }
  });

  test('what the API changes is told by both processes: a task made, changed, paused, removed; a run begun and cancelled', async () => {
    const clients = await connectBoth();
    const { body: task } = await one.request.post('/api/tasks').send({ ...plainTask, start: 'manual' });
    await two.request.patch(`/api/tasks/${task.id}`).send({ taskName: 'another name' });
    await one.request.post(`/api/tasks/${task.id}/pause`);
    const { body: run } = await two.request.post(`/api/tasks/${task.id}/run`);
    await until(() => clients.every((client) => client.of('run.updated').length > 0), {
      what: 'the run is told',
    });
    await one.request.post(`/api/runs/${run.id}/cancel`);
    await two.request.delete(`/api/tasks/${task.id}`);
    for (const client of clients) {
      await until(() => client.of('task.updated').some(({ status }) => status === 'deleted'), {
        what: 'the removal is told',
      });
      const tasks = client.of('task.updated');
      expect(tasks.every(({ id }) => id === task.id)).toBe(true);
      expect(tasks).toContainEqual({ id: task.id, status: 'paused', version: 3, at: expect.any(String) });
      const runs = client.of('run.updated');
      expect(runs[0]).toMatchObject({ id: run.id, taskId: task.id, status: 'pending', version: 0 });
    }
  });

  test('the end of a run reaches sockets as the run’s and the task’s new state, well within two seconds', async () => {
    const clients = await connectBoth();
    const { pool } = one.database;
    const task = await insertTask(pool, { onFailure: 'continue' });
    const run = await insertRun(pool, task);
    const workerId = await insertWorker(pool);
    const [claimed] = await claimRuns(pool, [run], { workerId, leaseMs: 5_000 });
    const attempt = {
      ...claimed!,
      ...{ executionTimeMs: 1, message: '', messageTruncated: false, httpStatus: 200, errorCode: null },
      ...{
        responseHeaders: null,
        phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
        backoffMs: 0,
        wishes: noWishes,
      },
      runStatus: 'completed' as const,
    };
    expect((await finishRuns(pool, [attempt])).size).toBe(1);
    const committedAt = performance.now();
    // As a listener does after its commit.
    one.events.publish([runUpdated(claimed!, 'completed', at())]);
    for (const client of clients) {
      await until(() => client.of('task.updated').length > 0, { what: 'the task is told' });
      expect(client.of('run.updated')).toMatchObject([
        { id: run.id, taskId: task.id, status: 'completed', version: 1 },
      ]);
      expect(client.of('task.updated')).toMatchObject([{ id: task.id, status: 'ready', version: 1 }]);
    }
    expect(performance.now() - committedAt).toBeLessThan(2_000);
  });

  test('who watches one task hears of it alone, until it watches all again', async () => {
    const [client, other] = await connectBoth();
    const [watched, unwatched] = [newId(), newId()];
    expect(await client!.ask('watch', { taskId: watched })).toMatchObject({ ok: true });
    const publish = () =>
      one.events.publish(
        [watched, unwatched].map((taskId) => runUpdated({ id: newId(), taskId, fence: 1 }, 'running', at())),
      );
    publish();
    await until(() => other!.of('run.updated').length === 2, { what: 'the other hears both' });
    expect(client!.of('run.updated')).toMatchObject([{ taskId: watched }]);
    await client!.ask('watch', { taskId: null });
    publish();
    await until(() => client!.of('run.updated').length === 3, { what: 'it hears both again' });
  });

  test('a key that may not read tasks hears of runs alone', async () => {
    const key = await givenApiKey(one, { role: 'viewer', scopes: ['runs:read'] });
    const narrow = await connectSocket(one, key.text);
    const [wide] = await connectBoth();
    narrow.received.length = 0;
    one.events.publish([
      { type: 'task.updated', id: newId(), status: 'ready', version: 1, at: at() },
      runUpdated({ id: newId(), taskId: newId(), fence: 1 }, 'running', at()),
    ]);
    await until(() => wide!.received.length >= 2 && narrow.of('run.updated').length > 0, {
      what: 'it arrived',
    });
    expect(narrow.of('task.updated')).toEqual([]);
  });

  test('the state of the queue comes at once when it is paused, and every five seconds, as the route answers it', async () => {
    const clients = await connectBoth();
    await one.request.post('/api/queue/pause');
    for (const client of clients) {
      await until(() => client.of('queue.updated').some(({ paused }) => paused === true), {
        what: 'it is told',
      });
    }
    await two.request.post('/api/queue/resume');
    await until(() => clients[0]!.of('queue.updated').some(({ paused }) => paused === false), {
      what: 'it is told',
    });
    const seen = clients[0]!.of('queue.updated').length;
    await until(() => clients[0]!.of('queue.updated').length > seen, {
      what: 'it comes by itself',
    });
    const { body } = await one.request.get('/api/queue/status');
    expect(Object.keys(clients[0]!.of('queue.updated').at(-1))).toEqual(Object.keys(body));
  });

  test('lost events are told to everybody', async () => {
    const clients = await connectBoth();
    one.events.publish([{ type: 'events.missed', at: at() }]);
    for (const client of clients) {
      await until(() => client.of('events.missed').length === 1, { what: 'it is told' });
    }
  });

  test('two hundred changes a second for three seconds arrive, and the last as soon as the first', async () => {
    const clients = await connectBoth();
    const sent = 600;
    const timer = setInterval(() => {
      one.events.publish(
        Array.from({ length: 10 }, () =>
          runUpdated({ id: newId(), taskId: newId(), fence: 1 }, 'running', at()),
        ),
      );
    }, 50);
    await until(() => clients[0]!.of('run.updated').length >= sent, {
      what: 'they arrive',
    });
    clearInterval(timer);
    const delayMs = Date.now() - Date.parse(clients[0]!.of('run.updated').at(-1).at);
    expect(delayMs).toBeLessThan(1_000);
    await until(() => clients[1]!.of('run.updated').length >= sent, { what: 'the other process keeps up' });
    expect(one.events.dropped).toBe(0);
  });
});
