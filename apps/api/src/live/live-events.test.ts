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
import type { ServerEvent } from './server-event.js';
import { serverEvents } from './server-event.js';

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

  test('another plan of a paused task tells of the skips by the one before that it records', async () => {
    const clients = await connectBoth();
    const { pool } = one.database;
    const task = await insertTask(pool, {
      ...{ taskSchedule: '* * * * *', taskStatus: 'paused' as const },
      withheldFrom: new Date(Date.now() - 600_000).toISOString(),
    });
    const change = { taskSchedule: '0 0 1 1 *' };
    expect((await two.request.patch(`/api/tasks/${task.id}`).send(change)).status).toBe(200);
    const { rows } = await pool.query<{ id: string }>('select id from task_runs where task_id = $1', [
      task.id,
    ]);
    expect(rows).toHaveLength(1);
    for (const client of clients) {
      await until(() => client.of('run.updated').length > 0, { what: 'the skip is told' });
      expect(client.of('run.updated')).toMatchObject([
        { id: rows[0]!.id, taskId: task.id, status: 'skipped' },
      ]);
    }
  });

  test('resuming tells of the run that begins and of the skips that it records; a lane of the run that it lets in', async () => {
    const clients = await connectBoth();
    const { pool } = one.database;
    const minutesAgo = (minutes: number) =>
      new Date(Math.floor(Date.now() / 60_000) * 60_000 - minutes * 60_000).toISOString();
    const task = await insertTask(pool, {
      ...{ taskSchedule: '* * * * *', taskStatus: 'paused' as const, overlapPolicy: 'queue' as const },
      withheldFrom: minutesAgo(10),
    });
    const { status } = await one.request.post(`/api/tasks/${task.id}/resume`).send({ missed: 'latest' });
    expect(status).toBe(200);
    const { rows } = await pool.query<{ id: string; run_status: string }>(
      'select id, run_status from task_runs where task_id = $1 order by run_status',
      [task.id],
    );
    expect(rows.map((run) => run.run_status)).toEqual(['pending', 'skipped']);
    for (const client of clients) {
      for (const { id, run_status: last } of rows) {
        await until(
          () =>
            client
              .of('run.updated')
              .filter((run) => run.id === id)
              .at(-1)?.status === last,
          { what: `the run is told as ${last}` },
        );
      }
    }
    const [pending] = rows;
    const { body: second } = await two.request.post(`/api/tasks/${task.id}/run`);
    expect(second.runStatus).toBe('held');
    await two.request.post(`/api/runs/${pending!.id}/cancel`);
    for (const client of clients) {
      const statuses = () =>
        client
          .of('run.updated')
          .filter(({ id }) => id === second.id)
          .map((run) => run.status);
      await until(() => statuses().at(-1) === 'pending', { what: 'it is told that it was let in' });
      expect(statuses()[0]).toBe('held');
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
    const { id: watched } = await insertTask(one.database.pool);
    const unwatched = newId();
    expect(await client!.ask('watch', { taskId: watched })).toMatchObject({ ok: true });
    // Refused as the route refuses it, and nothing changes.
    expect(await client!.ask('watch', { taskId: unwatched })).toMatchObject({
      ok: false,
      error: { status: 404, code: 'task.not_found' },
    });
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

  test('a key that may not read tasks hears of runs, and of nothing that takes another scope', async () => {
    const key = await givenApiKey(one, { role: 'viewer', scopes: ['runs:read'] });
    const narrow = await connectSocket(one, key.text);
    const [wide] = await connectBoth();
    narrow.received.length = 0;
    one.events.publish([
      { type: 'task.updated', id: newId(), status: 'ready', version: 1, at: at() },
      runUpdated({ id: newId(), taskId: newId(), fence: 1 }, 'running', at()),
      { type: 'queue.updated', at: at() },
      { type: 'saved_views.updated', at: at() },
      { type: 'blackouts.updated', at: at() },
    ]);
    await until(() => new Set(wide!.received.map(({ event }) => event)).size === 5, { what: 'it arrived' });
    one.events.publish([runUpdated({ id: newId(), taskId: newId(), fence: 1 }, 'running', at())]);
    await until(() => narrow.of('run.updated').length === 2, { what: 'it hears of runs' });
    const scopes = narrow.received.map(({ event }) => serverEvents[event as ServerEvent]);
    expect(scopes.filter((scope) => scope !== 'runs:read')).toEqual([]);
  });

  test('the state of the queue comes at once when it is paused, as the route answers it', async () => {
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
    const { body } = await one.request.get('/api/queue/status');
    expect(Object.keys(clients[0]!.of('queue.updated').at(-1))).toEqual(Object.keys(body));
  });

  test('the state of the queue comes every five seconds although nobody has changed it', async () => {
    const [client] = await connectBoth();
    const changes: LiveEvent[] = [];
    const unsubscribe = one.events.subscribe((event) => {
      if (event.type === 'queue.updated') changes.push(event);
    });
    const arrivals: number[] = [];
    client!.socket.on('queue.updated', () => arrivals.push(performance.now()));
    await until(() => arrivals.length === 3, { what: 'it comes by itself', timeoutMs: 30_000 });
    unsubscribe();
    expect(changes).toEqual([]);
    const betweenMs = (arrivals[2]! - arrivals[0]!) / 2;
    expect(betweenMs).toBeGreaterThan(4_000);
    expect(betweenMs).toBeLessThan(7_000);
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
