import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hasTestDatabase } from '@carillon/db/testing';
import type { QuietHours } from '@carillon/domain';
import { AlertBench } from './testing/alert-bench.js';
import { gatherAlerts, makeAlertMessages } from './tell-alerts.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('what channels are told', () => {
  let bench: AlertBench;
  beforeAll(async () => {
    bench = await AlertBench.start();
  });
  afterAll(() => bench.close());
  // Channels of other tests would be told too, and what they have not told yet would count.
  beforeEach(() => bench.pool.query('delete from alert_channels; delete from alert_events'));

  test('a run that failed for good is told with its task, its reason and where to look', async () => {
    const { id, path } = await bench.channel();
    const task = await bench.task({ taskName: 'nightly report' });
    const runId = await bench.end(task, 'failed', 'The receiver answered 500.');
    await bench.tell();
    expect(bench.told(path)).toEqual([
      {
        type: 'alert',
        id: expect.any(String),
        channel: { id, name: id },
        createdAt: expect.any(String),
        summary: '“nightly report” failed',
        afterQuietHours: false,
        counts: { 'task.failed': 1, 'run.abandoned': 0, 'run.late': 0, 'task.recovered': 0 },
        tasks: 1,
        entries: [
          {
            ...{ event: 'task.failed', taskId: task.id, taskName: 'nightly report', count: 1, runId },
            ...{
              firstAt: expect.any(String),
              lastAt: expect.any(String),
              error: 'The receiver answered 500.',
            },
            url: `http://dashboard.test/runs/${runId}`,
          },
        ],
        moreEntries: 0,
      },
    ]);
    await bench.forgetInterval();
    await bench.tell();
    expect(bench.told(path)).toHaveLength(1);
  });

  test('a retry, a cancellation and a completed run are nothing to be told of', async () => {
    const { path } = await bench.channel();
    const task = await bench.task();
    await bench.end(task, 'completed');
    await bench.pool.query(
      `insert into task_runs (id, task_id, scheduled_for, run_status) values (gen_random_uuid(), $1, now(), 'running')`,
      [task.id],
    );
    await bench.pool.query(
      `update task_runs set run_status = 'retrying' where task_id = $1 and run_status = 'running'`,
      [task.id],
    );
    await bench.pool.query(
      `update task_runs set run_status = 'cancelled', finished_at = now() where task_id = $1 and run_status = 'retrying'`,
      [task.id],
    );
    expect(await gatherAlerts(bench.pool)).toBe(0);
    expect(bench.told(path)).toEqual([]);
  });

  test('the first completed run after failures is told once, and the next failure begins anew', async () => {
    const { path } = await bench.channel({ events: ['task.recovered'] });
    const task = await bench.task();
    await bench.end(task, 'failed');
    await bench.end(task, 'failed');
    await bench.tell();
    const recovering = await bench.end(task, 'completed');
    await bench.end(task, 'completed');
    await bench.tell();
    await bench.forgetInterval();
    await bench.end(task, 'completed');
    await bench.tell();
    expect(bench.told(path).map(({ entries }) => entries.map(({ event, runId }) => [event, runId]))).toEqual([
      [['task.recovered', recovering]],
    ]);
    await bench.end(task, 'abandoned');
    const again = await bench.end(task, 'completed');
    await bench.forgetInterval();
    await bench.tell();
    expect(bench.told(path).at(-1)!.entries).toMatchObject([{ event: 'task.recovered', runId: again }]);
  });

  test('a task that recovers and fails again between two looks has done both', async () => {
    const { path } = await bench.channel();
    const task = await bench.task();
    await bench.end(task, 'failed');
    await bench.end(task, 'completed');
    await bench.end(task, 'failed');
    await bench.tell();
    expect(bench.told(path)).toMatchObject([{ counts: { 'task.failed': 2, 'task.recovered': 1 } }]);
    await bench.end(task, 'completed');
    await bench.forgetInterval();
    await bench.tell();
    expect(bench.told(path)).toMatchObject([{}, { counts: { 'task.failed': 0, 'task.recovered': 1 } }]);
  });

  test('a channel hears of its events and of the tasks that its filter holds of', async () => {
    const mine = await bench.channel({ taskFilter: 'tag:billing -name:draft', events: ['task.failed'] });
    const off = await bench.channel({ enabled: false });
    for (const values of [
      { taskName: 'invoices', tags: ['billing'] },
      { taskName: 'draft invoices', tags: ['billing'] },
      { taskName: 'reports', tags: ['ops'] },
    ])
      await bench.end(await bench.task(values), 'failed');
    await bench.end(await bench.task({ tags: ['billing'] }), 'abandoned');
    await bench.tell();
    expect(bench.told(mine.path).flatMap(({ entries }) => entries.map(({ taskName }) => taskName))).toEqual([
      'invoices',
    ]);
    expect(bench.told(off.path)).toEqual([]);
  });

  test('nobody hears that a failure is over which was before their channel', async () => {
    await bench.channel();
    const task = await bench.task();
    await bench.end(task, 'failed');
    await bench.tell();
    const late = await bench.channel();
    await bench.end(task, 'completed');
    await bench.tell();
    expect(bench.told(late.path)).toEqual([]);
  });

  test('while no channel is on, failures leave nothing behind', async () => {
    await bench.channel({ enabled: false });
    await bench.end(await bench.task(), 'failed');
    const { rows } = await bench.pool.query('select from alert_events');
    expect(rows).toEqual([]);
  });

  test('a storm is a bounded number of messages, counted in full', async () => {
    const { path } = await bench.channel();
    await bench.end(await bench.task(), 'failed');
    await bench.tell();
    const tasks = await Promise.all(Array.from({ length: 30 }, () => bench.task({ taskName: 'stormy' })));
    await bench.pool.query(
      `insert into task_runs (id, task_id, scheduled_for, trigger_key, run_status, next_attempt_at)
       select gen_random_uuid(), ($1::uuid[])[1 + i % 30], now(), i::text, 'running', now() from generate_series(1, 1000) i`,
      [tasks.map(({ id }) => id)],
    );
    await bench.pool.query(
      `update task_runs set run_status = 'failed', finished_at = now() where run_status = 'running'`,
    );
    expect(await gatherAlerts(bench.pool)).toBe(1_000);
    expect(await makeAlertMessages(bench.pool, { dashboardUrl: null })).toEqual([]);
    await bench.forgetInterval();
    await bench.tell();
    expect(bench.told(path)).toHaveLength(2);
    expect(bench.told(path)[1]).toMatchObject({
      summary: '1000 runs failed (30 tasks)',
      counts: { 'task.failed': 1_000 },
      moreEntries: 10,
    });
    expect(bench.told(path)[1]!.entries).toHaveLength(20);
  });

  test('what comes in quiet hours is kept, and told as one summary when they end', async () => {
    const quietHours: QuietHours = {
      ...{ from: '22:00', to: '07:00', timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5, 6, 7] },
    };
    const { path } = await bench.channel({ quietHours });
    const at = (hours: number) => Date.UTC(2020, 0, 6, hours);
    await bench.pool.query(`update alert_channels set created_at = '2020-01-01T00:00:00Z'`);
    const endAt = async (runStatus: 'failed' | 'abandoned', hours: number) => {
      await bench.end(await bench.task(), runStatus);
      await bench.pool.query('update alert_events set occurred_at = $1', [new Date(at(hours))]);
      await bench.tell(at(hours));
    };
    await endAt('failed', 22);
    await endAt('abandoned', 24 + 5);
    expect(bench.told(path)).toEqual([]);
    await bench.tell(at(24 + 6));
    expect(bench.told(path)).toMatchObject([
      { afterQuietHours: true, summary: '1 run failed, 1 run abandoned (2 tasks)' },
    ]);
  });

  test('of publishers that find the same channel waiting, one makes its message', async () => {
    const { path } = await bench.channel();
    await bench.end(await bench.task(), 'failed');
    await Promise.all(Array.from({ length: 4 }, () => gatherAlerts(bench.pool)));
    const make = () => makeAlertMessages(bench.pool, { dashboardUrl: null });
    const made = await Promise.all(Array.from({ length: 4 }, make));
    expect(made.flat()).toHaveLength(1);
    await bench.send();
    expect(bench.told(path)).toMatchObject([{ counts: { 'task.failed': 1 } }]);
  });

  test('two publishers at once tell once', async () => {
    const { id, path } = await bench.channel();
    const tasks = await Promise.all(Array.from({ length: 20 }, () => bench.task()));
    for (const task of tasks) await bench.end(task, 'failed');
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => bench.tell()));
      await bench.forgetInterval();
    }
    for (const task of tasks) await bench.end(task, 'completed');
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => bench.tell()));
      await bench.forgetInterval();
    }
    const documents = bench.told(path);
    const total = (event: 'task.failed' | 'task.recovered') =>
      documents.reduce((sum, { counts }) => sum + counts[event], 0);
    expect([total('task.failed'), total('task.recovered')]).toEqual([20, 20]);
    expect(documents.every(({ entries }) => entries.length > 0)).toBe(true);
    expect(new Set(documents.map((document) => document.id)).size).toBe(documents.length);
    expect(await bench.messages(id)).toHaveLength(documents.length);
  });
});
