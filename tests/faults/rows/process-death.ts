import type { Task } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

const rescueMs = 500;
const overdueMs = 1_000;
/** What else may pass on a machine that does other work; without the rescue the run would wait for ever. */
const leewayMs = 8_000;

async function countAllRuns({ pool }: World): Promise<number> {
  const { rows } = await pool.query<{ runs: number }>('select count(*)::int as runs from task_runs');
  return rows[0]!.runs;
}

/** The longest time between a run's being due and its first attempt, in ms. */
async function longestDelayMs({ pool }: World): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `select coalesce(max(extract(epoch from l.created_at - r.scheduled_for)), 0)::float8 * 1000 as ms
     from task_runs r join task_logs l on l.run_id = r.id and l.retry_count = 0`,
  );
  return rows[0]!.ms;
}

const statuses = async (world: World, taskId: string): Promise<string> =>
  (await world.attemptsOf(taskId)).map((attempt) => attempt.status).join(', ');

function requestsOf(world: World, path: string): string {
  return world.sink
    .requestsTo(path)
    .map(
      ({ attempt, headers }) =>
        `${attempt}${headers['webhook-previous-outcome'] === 'unknown' ? ' after unknown' : ''}`,
    )
    .join(', ');
}

export const beforeCommit: Row = {
  row: 1,
  title: 'publisher killed between the insert of runs and the commit',
  backends: bothBackends,
  fast: true,
  async run(world) {
    await world.spawn('listener');
    const doomed = await world.spawn('publisher', {
      failpoint: 'publish.before_commit:exit',
      when: { runs: true },
    });
    await world.addTasks([
      { taskSchedule: '* * * * * *', webhookUrl: world.sink.url('/first'), overlapPolicy: 'allow' },
    ]);
    await world.whenDead(doomed);
    promise((await countAllRuns(world)) === 0, 'the batch that was not committed can be seen');
    await world.spawnAll('publisher', 'publisher');
    await world.load();
    const second = await world.spawn('publisher', {
      failpoint: 'publish.before_commit:exit',
      when: { runs: true },
    });
    await world.whenDead(second);
    await world.recovered();
  },
};

export const afterCommit: Row = {
  row: 2,
  title: 'publisher killed after the commit, before its hints',
  backends: bothBackends,
  fast: true,
  async run(world) {
    await world.spawnAll('listener', 'publisher');
    await world.load();
    for (let death = 0; death < 3; death += 1) {
      const doomed = await world.spawn('publisher', {
        failpoint: 'publish.after_commit:exit',
        when: { runs: true },
      });
      await world.whenDead(doomed);
    }
    await world.recovered();
    const delayMs = await longestDelayMs(world);
    promise(
      delayMs < rescueMs + overdueMs + leewayMs,
      `a run whose hint was lost waited ${Math.round(delayMs)} ms`,
    );
  },
};

export const halfTheHints: Row = {
  row: 3,
  title: 'two publishers killed halfway through the hints of 1500 runs',
  backends: ['redis'],
  needs: ['redis-proxy'],
  async run(world) {
    const runs = 1_500;
    const direct = { REDIS_URL: world.redis.url };
    const doomed = await world.spawnAll('publisher', 'publisher');
    // In waves: at each of them both publishers look for what is due at the same moment.
    await world.pool.query(
      `insert into tasks (task_name, run_at, webhook_url)
       select 'many ' || n, now() + interval '2 seconds' + n % 10 * interval '150 milliseconds', $1
       from generate_series(1, $2::int) n`,
      [world.sink.url('/many'), runs],
    );
    let named = 0;
    world.redisProxy.intercept = (chunk, direction) => {
      if (direction === 'up') named += chunk.toString('latin1').split('scheduledFor').length - 1;
      return named > runs / 2 ? 'hold' : 'pass';
    };
    await until(() => named > runs / 2, { what: 'half of the hints are out', timeoutMs: 20_000 });
    await Promise.all(doomed.map((publisher) => world.kill(publisher)));
    const { waiting } = await world.withQueue((admin) => admin.counts());
    promise(waiting > 0 && waiting < runs / 100, `${waiting} hints were out when the publishers died`);
    await world.spawn('listener', { env: direct });
    await Promise.all(['publisher', 'publisher'].map(() => world.spawn('publisher', { env: direct })));
    await until(() => world.sink.requestsTo('/many').length >= runs, {
      what: 'all deliveries',
      timeoutMs: 40_000,
    });
  },
};

export const downtime: Row = {
  row: 4,
  title: 'all publishers away, then back: every policy keeps its word',
  backends: bothBackends,
  async run(world) {
    const [publisher] = await world.spawnAll('publisher', 'listener');
    const every = (misfirePolicy: 'skip' | 'latest' | 'all', path: string) => ({
      taskName: misfirePolicy,
      taskSchedule: '* * * * * *',
      webhookUrl: world.sink.url(path),
      overlapPolicy: 'allow' as const,
      misfirePolicy,
      misfireWindowMs: misfirePolicy === 'skip' ? 1_000 : null,
    });
    const tasks = await world.addTasks([
      every('skip', '/skip'),
      every('latest', '/latest'),
      every('all', '/all'),
    ]);
    await world.deliveries(9);
    const goneAt = Date.now();
    await world.kill(publisher!);
    await world.pause(world.lasting(10_000, 60_000));
    const seconds = Math.floor((Date.now() - goneAt) / 1_000);
    await world.spawn('publisher');
    await world.recovered();
    const missed = async ({ id }: Task) => {
      const { rows } = await world.pool.query<{ count: number }>(
        `select coalesce(sum(occurrences), 0)::int as count from task_runs where task_id = $1 and skip_reason = 'missed'`,
        [id],
      );
      return rows[0]!.count;
    };
    const [skip, latest, all] = await Promise.all(tasks.map(missed));
    promise(
      skip! >= seconds - 2 && latest! >= seconds - 2,
      `of ${seconds} instants skip recorded ${skip}, latest ${latest} as missed`,
    );
    promise(all === 0, `all recorded ${all} instants as missed`);
  },
};

/** Two listeners, one after the other, die at a step of an attempt, and another one makes the next attempt. */
async function dieTwice(
  world: World,
  step: { failpoint: string; when?: Record<string, unknown> },
  requests: string,
): Promise<void> {
  await world.spawn('publisher');
  for (const path of ['/a', '/b']) {
    const doomed = await world.spawn('listener', step);
    const task = await world.addOneOff(path);
    await world.whenDead(doomed);
    await world.spawn('listener');
    await world.ended(task.id);
    const attempts = await statuses(world, task.id);
    promise(attempts === 'abandoned, finish', `attempts: ${attempts}`);
    const seen = requestsOf(world, path);
    promise(seen === requests, `requests: ${seen}`);
    await world.stack.end('listener', 'SIGTERM');
  }
  await world.spawn('listener');
}

export const beforeConnect: Row = {
  row: 5,
  title: 'listener killed after the claim, before the socket opens',
  backends: bothBackends,
  run: (world) => dieTwice(world, { failpoint: 'deliver.before_connect:exit' }, '2 after unknown'),
};

export const awaitingAnswer: Row = {
  row: 6,
  title: 'listener killed after the request left, before the answer',
  backends: bothBackends,
  fast: true,
  async run(world) {
    await world.spawn('publisher');
    for (const [path, atMostOnce] of [
      ['/repeat', false],
      ['/once', true],
    ] as const) {
      world.sink.answer(path, (_request, call) => (call === 1 ? { delayMs: 3_000 } : {}));
      const doomed = await world.spawn('listener');
      const task = await world.addOneOff(path, { atMostOnce });
      await until(() => world.sink.requestsTo(path).length === 1, {
        what: 'the request left',
        timeoutMs: 10_000,
      });
      await world.kill(doomed);
      await world.spawn('listener');
      await world.ended(task.id);
      const [attempts, requests] = [await statuses(world, task.id), requestsOf(world, path)];
      promise(attempts === (atMostOnce ? 'abandoned' : 'abandoned, finish'), `attempts: ${attempts}`);
      promise(requests === (atMostOnce ? '1' : '1, 2 after unknown'), `requests: ${requests}`);
      await world.stack.end('listener', 'SIGTERM');
    }
    await world.spawn('listener');
  },
};

export const afterResponse: Row = {
  row: 7,
  title: 'listener killed after the 2xx, before the outcome is committed',
  backends: bothBackends,
  fast: true,
  run: (world) =>
    dieTwice(world, { failpoint: 'deliver.after_response:exit', when: { ok: true } }, '1, 2 after unknown'),
};

export const afterFinish: Row = {
  row: 8,
  title: 'listener killed after the outcome is committed, with its hint still in hand',
  backends: bothBackends,
  settings: { CARILLON_CONCURRENCY: '1' },
  async run(world) {
    // One slot and eight runs in one hint: the hint is still in hand when the first run has ended.
    world.sink.answer('/eight', { delayMs: 200 });
    const doomed = await world.spawn('listener', { failpoint: 'deliver.after_finish:exit' });
    const runAt = new Date(Date.now() + 1_000).toISOString();
    const tasks: Task[] = [];
    for (let index = 0; index < 8; index += 1) tasks.push(await world.addOneOff('/eight', { runAt }));
    await world.spawn('publisher');
    await world.whenDead(doomed);
    const done = new Set(world.sink.requests.map((request) => request.webhookId));
    await world.spawn('listener');
    for (const task of tasks) await world.ended(task.id);
    const [first] = done;
    const again = world.sink.requests.filter((request) => request.webhookId === first);
    promise(again.length === 1, `the run whose outcome was committed was sent ${again.length} times`);
  },
};
