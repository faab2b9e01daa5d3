import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hasTestDatabase, insertRun } from '@carillon/db/testing';
import type { AlertDocument, QuietHours, Task } from '@carillon/domain';
import { publishDueTasks } from '../publisher/publish-due-tasks.js';
import { LateRuns } from './late-runs.js';
import { AlertBench } from './testing/alert-bench.js';
import { makeAlertMessages } from './tell-alerts.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('alerts for late runs', () => {
  let bench: AlertBench;
  beforeAll(async () => {
    bench = await AlertBench.start();
  });
  afterAll(() => bench.close());
  beforeEach(() =>
    bench.pool.query('delete from alert_channels; delete from alert_late_instants; delete from tasks'),
  );

  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  async function due(task: Task, seconds: number): Promise<string> {
    const at = ago(seconds);
    const run = { scheduledFor: at, createdAt: at, nextAttemptAt: at };
    return (await insertRun(bench.pool, task, run)).id;
  }
  const lateOf = (documents: AlertDocument[]) =>
    documents.reduce((sum, { counts }) => sum + counts['run.late'], 0);

  test('a run that does not begin is told with what keeps it and where to look, once', async () => {
    const { path } = await bench.channel();
    const task = await bench.task({ taskName: 'nightly report' });
    const runId = await due(task, 320);
    await due(task, 280);
    await bench.tell();
    const told = bench.told(path);
    expect(told).toMatchObject([
      {
        summary: '“nightly report” is late',
        counts: { 'run.late': 1 },
        entries: [
          {
            ...{ event: 'run.late', runId, count: 1, url: `http://dashboard.test/runs/${runId}` },
            error: expect.stringMatching(/^Due at [-\d]{10} [:\d]{8} UTC; no listener has begun it$/),
          },
        ],
      },
    ]);
    // Another process, which remembers nothing.
    await bench.forgetInterval();
    await bench.tell();
    expect(bench.told(path)).toHaveLength(1);
  });

  test('a late run that then fails is told as failed too, and one that completes tells nothing more', async () => {
    const { path } = await bench.channel();
    const [failing, completing] = [await bench.task(), await bench.task()];
    const ids = [await due(failing, 400), await due(completing, 400)];
    await bench.tell();
    await bench.forgetInterval();
    for (const [index, runStatus] of ['failed', 'completed'].entries()) {
      await bench.pool.query(`update task_runs set run_status = 'running' where id = $1`, [ids[index]]);
      await bench.pool.query(`update task_runs set run_status = $2, finished_at = now() where id = $1`, [
        ...[ids[index], runStatus],
      ]);
    }
    await bench.tell();
    expect(bench.told(path).map(({ counts }) => counts)).toMatchObject([
      { 'run.late': 2 },
      { 'run.late': 0, 'task.failed': 1, 'task.recovered': 0 },
    ]);
  });

  test('channels have their own measure and their own tasks, and one that does not ask hears nothing', async () => {
    const strict = await bench.channel({ lateAfterSeconds: 10 });
    const patient = await bench.channel({ lateAfterSeconds: 86_400 });
    const filtered = await bench.channel({ lateAfterSeconds: 10, taskFilter: 'tag:billing' });
    const others = await bench.channel({ lateAfterSeconds: 10, events: ['task.failed'] });
    const off = await bench.channel({ lateAfterSeconds: 10, enabled: false });
    await due(await bench.task({ tags: ['billing'] }), 15);
    await due(await bench.task(), 15);
    await bench.tell();
    const heard = [strict, patient, filtered, others, off].map(({ path }) => lateOf(bench.told(path)));
    expect(heard).toEqual([2, 0, 1, 0, 0]);
    // What is late still is told to a channel that is switched on.
    await bench.pool.query('update alert_channels set enabled = true where id = $1', [off.id]);
    await bench.tell();
    expect(lateOf(bench.told(off.path))).toBe(2);
  });

  test('an instant that no publisher published is told as soon as one is back, though its run begins at once', async () => {
    const { path } = await bench.channel();
    const nextRunAt = ago(3_600);
    const once = await bench.task({ taskName: 'once', nextRunAt, runAt: nextRunAt });
    await bench.task({ taskName: 'skips', taskSchedule: '* * * * *', misfirePolicy: 'skip', nextRunAt });
    await publishDueTasks(bench.pool, { publishBatch: 10, catchUpPerSecond: 10 });
    await bench.pool.query(
      `update task_runs set run_status = 'running', started_at = now() where task_id = $1`,
      [once.id],
    );
    await bench.tell();
    const [document] = bench.told(path);
    expect(document!.counts['run.late']).toBe(2);
    expect(Object.fromEntries(document!.entries.map(({ taskName, error }) => [taskName, error]))).toEqual({
      once: expect.stringContaining('; it was published at '),
      skips: expect.stringMatching(/; \d+ instants were missed$/),
    });
  });

  test('ten thousand at once are one message, counted in full', async () => {
    const { path } = await bench.channel();
    const tasks = await Promise.all(Array.from({ length: 30 }, () => bench.task({ taskName: 'held up' })));
    await bench.pool.query(
      `insert into task_runs (id, task_id, scheduled_for, trigger_key, next_attempt_at, created_at)
       select gen_random_uuid(), ($1::uuid[])[1 + i % 30], at, i::text, at, at
       from generate_series(1, 10000) i cross join lateral (
         select now() - interval '10 minutes' + i * interval '1 millisecond' as at) x`,
      [tasks.map(({ id }) => id)],
    );
    await bench.tell();
    expect(bench.told(path)).toMatchObject([
      { summary: '10000 runs late (30 tasks)', counts: { 'run.late': 10_000 }, moreEntries: 10 },
    ]);
  });

  test('a failure is named before late runs, however many they are', async () => {
    const { path } = await bench.channel();
    for (let i = 0; i < 25; i += 1) await due(await bench.task(), 400);
    const failed = await bench.end(await bench.task(), 'failed');
    await bench.tell();
    const [{ entries, moreEntries }] = bench.told(path) as [AlertDocument];
    expect([entries[0]!.runId, moreEntries]).toEqual([failed, 6]);
  });

  test('two publishers at once tell once, and so does one after them', async () => {
    const { path } = await bench.channel();
    const task = await bench.task();
    for (let i = 0; i < 40; i += 1) await due(task, 400 + i);
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => bench.tell()));
      await bench.forgetInterval();
    }
    expect(lateOf(bench.told(path))).toBe(40);
  });

  test('what becomes late in quiet hours is kept, and told when they end', async () => {
    const quietHours: QuietHours = {
      ...{ from: '22:00', to: '07:00', timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7] },
    };
    const { path } = await bench.channel({ quietHours });
    await due(await bench.task(), 400);
    await new LateRuns(bench.pool).look();
    await bench.tell(Date.UTC(2020, 0, 6, 23));
    expect(bench.told(path)).toEqual([]);
    await bench.tell(Date.UTC(2020, 0, 7, 8));
    expect(lateOf(bench.told(path))).toBe(1);
  });

  test('a look that is cut off in the middle has told nothing', async () => {
    const { path } = await bench.channel();
    await due(await bench.task(), 400);
    await bench.pool.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
       create trigger refuse before insert on alert_notices for each row execute function refuse()`,
    );
    await expect(new LateRuns(bench.pool).look()).rejects.toThrow('cut off');
    await bench.pool.query('drop trigger refuse on alert_notices; drop function refuse()');
    await bench.tell();
    expect(lateOf(bench.told(path))).toBe(1);
    expect(await makeAlertMessages(bench.pool, { dashboardUrl: null })).toEqual([]);
  });
});
