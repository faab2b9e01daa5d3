import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Run, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import type { AlertWishes } from './alerts.queries.js';
import { listAlertWishes } from './alerts.queries.js';
import { deferRuns } from './defer.queries.js';
import { forgetLateRuns, noteLateInstants, noteLateRuns } from './late-runs.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('late runs', () => {
  let database: TestDatabase;
  let task: Task;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query(
      'delete from alert_channels; delete from alert_late_instants; delete from tasks',
    );
    task = await insertTask(database.pool);
  });

  async function channel(lateAfterSeconds = 60, events = ['run.late']): Promise<string> {
    const id = newId();
    await database.pool.query(
      `insert into alert_channels (id, name, kind, events, sealed_address, encryption_key_id, address_hint, created_by,
         late_after_seconds) values ($1, 'channel ' || $1::uuid, 'webhook', $2, '', '', '', 'test', $3)`,
      [id, events, lateAfterSeconds],
    );
    return id;
  }
  async function wishes(): Promise<AlertWishes[]> {
    const stored = await listAlertWishes(database.pool);
    return stored.map(({ taskFilter: _, ...rest }) => ({ ...rest, terms: [] }));
  }
  async function look(limit = 1_000): Promise<number> {
    let noted = 0;
    let after: string | null = null;
    let isWhole: boolean;
    do {
      const page: Awaited<ReturnType<typeof noteLateRuns>> = await noteLateRuns(database.pool, {
        ...{ wishes: await wishes(), limit, after },
      });
      noted += page.noted;
      isWhole = page.isWhole;
      if (isWhole) after = page.next;
    } while (!isWhole || after !== null);
    return noted;
  }
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  /** A run that was due so long ago, and was written in time. */
  const due = (seconds: number, overrides: Partial<Run> = {}) =>
    insertRun(database.pool, task, {
      ...{ scheduledFor: ago(seconds), createdAt: ago(seconds), nextAttemptAt: ago(seconds) },
      ...overrides,
    });
  async function notices(channelId?: string): Promise<{ run_id: string; error: string }[]> {
    const { rows } = await database.pool.query<{ run_id: string; error: string }>(
      'select run_id, error from alert_notices where $1::uuid is null or channel_id = $1 order by occurred_at',
      [channelId ?? null],
    );
    return rows;
  }
  const reasons = async () =>
    (await notices()).map(({ error }) => error.replace(/^Due at [-\d: ]+ UTC; /, ''));

  test('each channel is told by its own measure, and once', async () => {
    const [soon, later] = [await channel(60), await channel(3_600)];
    const [old, young] = [await due(7_200), await due(90)];
    await due(30);
    expect(await look()).toBe(3);
    expect((await notices(soon)).map((notice) => notice.run_id)).toEqual([old.id, young.id]);
    expect((await notices(later)).map((notice) => notice.run_id)).toEqual([old.id]);
    await database.pool.query('delete from alert_notices');
    expect(await look()).toBe(0);
    expect(await notices()).toEqual([]);
  });

  test('whatever keeps a run, it is late, and the notice says what', async () => {
    await channel();
    await database.pool.query(
      `insert into lanes (name, concurrency_limit, paused) values ('closed', 1, true), ('full', 1, false)`,
    );
    await due(105, { runStatus: 'held', lane: 'closed' });
    await due(104, { runStatus: 'held', lane: 'full' });
    await due(103, { runStatus: 'held', lane: task.id });
    const hostClosed = await due(102);
    await deferRuns(database.pool, [{ ...hostClosed, delayMs: 50_000 }]);
    await due(101);
    await due(100, { runStatus: 'retrying', retryCount: 1, startedAt: ago(400), scheduledFor: ago(400) });
    await look();
    expect(await reasons()).toEqual([
      'the lane “closed” is paused',
      'the lane “full” has no room',
      'an earlier run of its task has not ended',
      expect.stringMatching(/^it is put off until [-\d]{10} [:\d]{8} UTC$/),
      'no listener has begun it',
      'no listener has begun it',
    ]);
  });

  test('what has begun or ended, has time left, or waits for its backoff is not late', async () => {
    await channel();
    await due(100, { runStatus: 'running', startedAt: ago(99) });
    await due(100, { runStatus: 'waiting', startedAt: ago(99) });
    await due(100, { runStatus: 'completed', startedAt: ago(99), finishedAt: ago(98) });
    await due(100, { runStatus: 'cancelled', finishedAt: ago(50) });
    await due(100, { runStatus: 'retrying', retryCount: 1, startedAt: ago(99), nextAttemptAt: ago(-100) });
    // Written now, for an instant long ago, as after a pause or by a backfill: it is due from now on.
    await due(100, { createdAt: ago(0), trigger: 'backfill' });
    const jittery = await insertTask(database.pool, { jitterMs: 120_000 });
    await insertRun(database.pool, jittery, { scheduledFor: ago(100), createdAt: ago(100) });
    expect(await look()).toBe(0);
  });

  test('pages pass over nothing, though runs are due at the same instant', async () => {
    await channel();
    const at = ago(100);
    for (let i = 0; i < 7; i += 1) await due(100, { nextAttemptAt: i < 5 ? at : ago(100 - i) });
    expect(await look(2)).toBe(7);
  });

  test('more than one statement writes are told by the next ones', async () => {
    await channel();
    await database.pool.query(
      `insert into task_runs (id, task_id, scheduled_for, trigger_key, next_attempt_at, created_at)
       select gen_random_uuid(), $1, now() - interval '2 minutes', i::text, now() - interval '2 minutes',
         now() - interval '2 minutes' from generate_series(1, 10500) i`,
      [task.id],
    );
    const first = await noteLateRuns(database.pool, { wishes: await wishes(), limit: 10, after: null });
    expect(first).toMatchObject({ noted: 10_000, isWhole: false });
    expect(await look()).toBe(500);
    expect(await notices()).toHaveLength(10_500);
  });

  test('publishers that look at the same time tell once', async () => {
    await channel();
    await channel();
    for (let i = 0; i < 30; i += 1) await due(100);
    await Promise.all(Array.from({ length: 6 }, () => look()));
    expect(await notices()).toHaveLength(60);
  });

  describe('an instant that is published late', () => {
    const publishedLate = (overrides: Partial<Run> = {}) =>
      insertRun(database.pool, task, { scheduledFor: ago(100), ...overrides });

    test('is told, though it begins at once, and not again while it waits', async () => {
      await channel();
      const begun = await publishedLate();
      await database.pool.query(`update task_runs set run_status = 'running', started_at = now()`);
      const waiting = await publishedLate({ scheduledFor: ago(200) });
      expect(await noteLateInstants(database.pool, await wishes(), 10)).toBe(2);
      expect((await notices()).map(({ run_id }) => run_id)).toEqual([waiting.id, begun.id]);
      expect(await reasons()).toEqual([
        ...Array.from({ length: 2 }, () => expect.stringMatching(/^it was published at/)),
      ]);
      await database.pool.query(`update task_runs set created_at = scheduled_for`);
      expect([await look(), await noteLateInstants(database.pool, await wishes(), 10)]).toEqual([0, 0]);
    });

    test('is told when nobody runs it any more', async () => {
      await channel();
      const skipped = { runStatus: 'skipped', finishedAt: ago(0) } as const;
      await publishedLate({ ...skipped, skipReason: 'missed', occurrences: 60 });
      await publishedLate({ ...skipped, skipReason: 'expired', scheduledFor: ago(99) });
      await publishedLate({ ...skipped, skipReason: 'overlap' });
      await noteLateInstants(database.pool, await wishes(), 10);
      expect(await reasons()).toEqual([
        '60 instants were missed',
        'its deadline had passed when it was published',
      ]);
    });

    test.each([
      ['in time', 20, {}],
      ['within its jitter', 100, { jitterMs: 60_000 }],
      ['after a pause', 100, { withheldFrom: ago(200), taskStatus: 'paused' as const }],
    ])('is nothing to tell of when it is published %s', async (_, seconds, values) => {
      await channel();
      task = await insertTask(database.pool, values);
      await publishedLate({ scheduledFor: ago(seconds) });
      expect(await noteLateInstants(database.pool, await wishes(), 10)).toBe(0);
    });

    test('leaves nothing behind while nobody wants to hear of it', async () => {
      await channel(60, ['task.failed']);
      await publishedLate();
      expect(await noteLateInstants(database.pool, [], 10)).toBe(0);
    });

    test('is forgotten when nobody wants to hear of it any more', async () => {
      const id = await channel();
      await publishedLate();
      await database.pool.query('delete from alert_channels where id = $1', [id]);
      expect(await noteLateInstants(database.pool, [], 10)).toBe(1);
      expect(await notices()).toEqual([]);
    });
  });

  test('what was told is remembered as long as the run is open', async () => {
    await channel();
    const [open, ended] = [await due(100), await due(100)];
    await look();
    await database.pool.query(
      `update task_runs set run_status = 'cancelled', finished_at = now() where id = $1`,
      [ended.id],
    );
    await forgetLateRuns(database.pool);
    const { rows } = await database.pool.query('select run_id from alert_late_runs');
    expect(rows).toEqual([{ run_id: open.id }]);
    await database.pool.query('delete from tasks');
    await forgetLateRuns(database.pool);
    expect((await database.pool.query('select from alert_late_runs')).rowCount).toBe(0);
  });
});
