import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Run } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import type { HintProducer } from '@carillon/queue';
import { createHintProducer } from '@carillon/queue';
import { freePort, until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/queue/stalled', () => {
  let api: TestApi;
  let hints: HintProducer;
  beforeAll(async () => {
    api = await startTestApi();
    const queue = { databaseUrl: api.database.url, redisUrl: null };
    hints = createHintProducer(queue, { onError: () => undefined });
  });
  afterAll(async () => {
    await hints.close();
    await api.close();
  });

  const read = async () => (await api.request.get('/api/queue/stalled')).body;
  const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
  const dueRun = async (run: Partial<Run> = {}) =>
    insertRun(api.database.pool, await insertTask(api.database.pool), {
      nextAttemptAt: ago(30_000),
      ...run,
    });
  const hintAt = (runs: Awaited<ReturnType<typeof dueRun>>[]) =>
    hints.add([{ runs, retryCount: 0, priority: 'normal', delayMs: 0 }]);
  const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);

  describe('200', () => {
    test('a queue in which all is at work has nothing of it', async () => {
      expect(await read()).toEqual({ runs: [], hints: [], isWhole: true, publishersAtWork: 0 });
    });

    test('a run of a listener that fell silent is told with its listener, its age and what becomes of it', async () => {
      const workerId = await insertWorker(api.database.pool, 30_000);
      const under = { runStatus: 'running', workerId, startedAt: ago(40_000), maxRetry: 2 };
      const { id } = await dueRun({ ...under, leaseUntil: ago(-10_000) } as Partial<Run>);
      const [run] = await until(
        async () => {
          const { runs } = await read();
          return runs.length === 1 ? runs : null;
        },
        { what: 'it is read anew' },
      );
      expect(run).toMatchObject({
        ...{ id, taskName: 'a task', lane: null, runStatus: 'running', reason: 'listener_silent' },
        ...{ becomes: 'retrying', listener: { id: workerId, host: 'test', pid: 1 } },
      });
      expect(Math.round((Date.now() - Date.parse(run.since)) / 10_000)).toBe(3);
      expect(Date.parse(run.rescuedFrom)).toBeLessThan(Date.now());
      await api.database.pool.query('delete from tasks');
    });

    test('a due run is told when no hint names it; one with a hint is not', async () => {
      const [hinted, unhinted] = [await dueRun(), await dueRun()];
      await hintAt([hinted]);
      await until(async () => expect(idsOf((await read()).runs)).toEqual([unhinted.id]), {
        what: 'it is read anew',
      });
      expect((await read()).runs[0]).toMatchObject({ reason: 'no_hint', becomes: 'pending', listener: null });
      await hintAt([unhinted]);
      await until(async () => expect((await read()).runs).toEqual([]), { what: 'it is read anew' });
      await api.queueAdmin.obliterate();
      await api.database.pool.query('delete from tasks');
    });

    test('a hint whose runs are all over is told, once it lies there for a while', async () => {
      const open = await dueRun();
      const over = { id: newId(), scheduledFor: open.scheduledFor, host: open.host };
      await hintAt([open, over]);
      await hintAt([over]);
      expect((await read()).hints).toEqual([]);
      const [hint] = await until(
        async () => {
          const found = (await read()).hints;
          return found.length > 0 ? found : null;
        },
        { what: 'it lies there for a while' },
      );
      expect(hint).toMatchObject({ priority: 'normal', hintState: 'waiting', runs: 1 });
      expect((await read()).hints).toHaveLength(1);
      expect(Date.parse(hint.since)).toBeLessThan(Date.now() - 5_000);
      await api.queueAdmin.obliterate();
    });

    test('publishers that are at work are counted: without one nothing is taken back', async () => {
      for (const silentMs of [0, 60_000]) {
        const id = await insertWorker(api.database.pool, silentMs);
        await api.database.pool.query(`update workers set kind = 'publisher' where id = $1`, [id]);
      }
      await until(async () => expect((await read()).publishersAtWork).toBe(1), { what: 'it is read anew' });
    });

    test('with a queue that does not answer, what lies in it is unknown, and runs of lost listeners are told', async () => {
      const redisUrl = `redis://127.0.0.1:${await freePort()}`;
      const lonely = await startTestApi({}, { databaseUrl: 'postgres://unused', redisUrl }, api.database);
      const workerId = await insertWorker(api.database.pool, 30_000);
      const under = { runStatus: 'running', workerId, startedAt: ago(40_000) };
      const { id } = await dueRun({ ...under, leaseUntil: ago(-10_000) } as Partial<Run>);
      await dueRun();
      const { body } = await lonely.request.get('/api/queue/stalled');
      expect(body).toMatchObject({ hints: null, isWhole: false, runs: [{ id }] });
      expect(body.runs).toHaveLength(1);
      await lonely.close();
    });
  });
});
