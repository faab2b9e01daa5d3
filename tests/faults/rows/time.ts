import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import { promise } from '../world.js';

const shiftedClock = { NODE_OPTIONS: `--import=${new URL('../shifted-clock.mjs', import.meta.url).href}` };
const minuteMs = 60_000;

export const wrongClock: Row = {
  row: 50,
  title: 'the clock of one of two publishers ten minutes wrong, either way',
  backends: bothBackends,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    for (const minutes of [10, -10]) {
      const wrong = await world.spawn('publisher', {
        env: { ...shiftedClock, CLOCK_SHIFT_MS: String(minutes * minuteMs) },
      });
      world.inject();
      await world.stack.end(world.stack.alive('publisher')[0]!, 'SIGTERM');
      await world.deliveries(15);
      const [right] = await world.spawnAll('publisher');
      await world.deliveries(10);
      await world.stack.end(wrong, 'SIGTERM');
      promise(right!.exit === null, 'the other publisher ended');
    }
    await world.recovered();
    const { rows } = await world.pool.query<{ early: number; late: number }>(
      `select count(*) filter (where created_at < scheduled_for)::int as early,
         count(*) filter (where run_status = 'skipped' and skip_reason = 'missed')::int as late from task_runs`,
    );
    promise(rows[0]!.early === 0, `${rows[0]!.early} runs were published before their instant`);
    promise(rows[0]!.late === 0, `${rows[0]!.late} instants were taken for missed`);
  },
};

export const stepBack: Row = {
  row: 51,
  title: 'all clocks step back an hour under load, then forward again',
  backends: bothBackends,
  needs: ['faketime'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const nextRuns = async () => {
      const { rows } = await world.pool.query<{ id: string; ms: number }>(
        'select id, extract(epoch from next_run_at)::float8 * 1000 as ms from tasks where task_schedule is not null order by id',
      );
      return rows;
    };
    const before = await nextRuns();
    await world.clock.shift(-60 * minuteMs);
    world.inject();
    await world.pause(world.lasting(4_000, 20_000));
    const during = await nextRuns();
    await world.clock.shift(0);
    world.inject();
    await world.recovered(15_000);
    const after = await nextRuns();
    for (const [index, { id, ms }] of before.entries()) {
      const isOrdered = ms <= during[index]!.ms && during[index]!.ms <= after[index]!.ms;
      promise(isOrdered, `the next instant of ${id} went back`);
    }
  },
};

export const twoDaysLater: Row = {
  row: 52,
  title: 'all clocks jump two days ahead',
  backends: bothBackends,
  needs: ['faketime'],
  timeoutMs: 180_000,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    const every = (misfirePolicy: 'skip' | 'latest' | 'all', path: string, taskSchedule: string) => ({
      taskName: misfirePolicy,
      taskSchedule,
      webhookUrl: world.sink.url(path),
      overlapPolicy: 'allow' as const,
      misfirePolicy,
      misfireCap: 50,
    });
    const tasks = await world.addTasks([
      every('skip', '/skip', '* * * * *'),
      every('latest', '/latest', '* * * * *'),
      every('all', '/all', '* * * * *'),
      every('latest', '/often', '*/2 * * * * *'),
    ]);
    await world.deliveries(2);
    const before = world.sink.requests.length;
    await world.clock.shift(2 * 24 * 60 * minuteMs);
    world.inject();
    await world.recovered(60_000);
    await world.stack.settle(60_000);
    const perTask = tasks.map(
      (task) =>
        world.sink.requests.slice(before).filter((request) => request.headers['carillon-task-id'] === task.id)
          .length,
    );
    promise(perTask[0]! <= 3, `skip ran ${perTask[0]} times`);
    promise(perTask[1]! <= 4, `latest ran ${perTask[1]} times`);
    promise(perTask[2]! >= 40 && perTask[2]! <= 54, `all ran ${perTask[2]} times with a cap of 50`);
  },
};
