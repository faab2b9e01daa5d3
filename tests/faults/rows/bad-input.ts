import { readFileSync } from 'node:fs';
import { until } from '@carillon/testkit';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import { promise } from '../world.js';

const invalidSchedules = (): string[] => {
  const file = new URL('../../../packages/domain/src/conformance/cron-invalid.json', import.meta.url);
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const texts = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null && 'expr' in value) texts.add(String(value.expr));
    else if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(found);
  return [...texts];
};

export const badSchedules: Row = {
  row: 70,
  title: 'schedules that cannot be read, by the API and past it',
  backends: bothBackends,
  needs: ['api'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const texts = [
      ...invalidSchedules(),
      '0 0 30 2 *',
      Array.from({ length: 50_000 }, (_, index) => index % 60).join(',') + ' * * * *',
      '*'.repeat(1_000_000),
    ];
    promise(texts.length > 20, 'there are too few schedules to try');
    for (const taskSchedule of texts) {
      const body = { taskName: 'bad', webhookUrl: world.sink.url('/never'), taskSchedule };
      const answer = await world.stack.send('POST', '/tasks', body);
      const name = JSON.stringify(taskSchedule.slice(0, 60));
      promise(answer.status >= 400 && answer.status < 500, `${name} was answered ${answer.status}`);
      world.inject();
    }
    const inDatabase = texts.filter((text) => text.length >= 1 && text.length <= 256 && !text.includes('\0'));
    const tasks = await world.addTasks(
      inDatabase.map((taskSchedule) => ({
        taskName: 'bad',
        webhookUrl: world.sink.url('/never'),
        taskSchedule,
      })),
    );
    world.inject(tasks.length);
    await until(
      async () => {
        const { rows } = await world.pool.query<{ schedule: string }>(
          `select task_schedule as schedule from tasks
           where task_name = 'bad' and (task_status <> 'paused' or next_run_at is not null or pause_reason is null)`,
        );
        promise(rows.length === 0, `not parked: ${JSON.stringify(rows.slice(0, 5))}`);
        return true;
      },
      { what: 'all of them are parked', timeoutMs: 20_000 },
    );
    await world.recovered();
    promise(world.sink.requestsTo('/never').length === 0, 'a task without a schedule ran');
    await world.pool.query(`delete from tasks where task_name = 'bad'`);
  },
};

export const limits: Row = {
  row: 74,
  title: 'numbers beyond their limits, by the API and past it',
  backends: ['postgresql'],
  needs: ['api'],
  async run(world) {
    await world.spawn('publisher');
    // A receiver that fails 65 times in a row would be left alone for minutes; here its retries are what is looked at.
    await world.spawn('listener', { env: { CARILLON_BREAKER_FAILURES: '0' } });
    const wrong: [string, unknown][] = [
      ['maxRetry', -1],
      ['maxRetry', 1_000_000_000],
      ['timeoutMs', 0],
      ['timeoutMs', 1_000_000_000],
      ['backoffBaseMs', 0],
      ['backoffMaxMs', 1e12],
      ['jitterMs', -1],
      ['misfireCap', 0],
    ];
    for (const [field, value] of wrong) {
      const body = { taskName: 'limits', webhookUrl: world.sink.url('/never'), [field]: value };
      const answer = await world.stack.send('POST', '/tasks', body);
      promise(answer.status === 400, `${field} = ${String(value)} was answered ${answer.status}`);
      const column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const refused = await world.pool
        .query(
          `insert into tasks (task_name, webhook_url, ${column}) values ('limits', 'http://127.0.0.1/', ${String(value)})`,
        )
        .then(() => false)
        .catch(() => true);
      promise(refused, `PostgreSQL took ${column} = ${String(value)}`);
      world.inject(2);
    }
    // The 64th retry of a doubling backoff would be later than the sun; the cap holds.
    world.sink.answer('/many', (request) => ({ status: request.attempt === 66 ? 200 : 500 }));
    const task = await world.addOneOff('/many', { maxRetry: 70, backoffBaseMs: 1, backoffMaxMs: 20 });
    await world.ended(task.id, 60_000);
    promise(
      world.sink.requestsTo('/many').length === 66,
      `${world.sink.requestsTo('/many').length} attempts`,
    );
  },
};

export const changedWhileOpen: Row = {
  row: 75,
  title: 'a task paused, edited and deleted while queued, running and between attempts',
  backends: bothBackends,
  needs: ['api'],
  fast: true,
  async run(world) {
    world.sink.answer('/slow', { delayMs: 1_500 });
    world.sink.answer('/retry', (request) => (request.attempt === 1 ? { status: 500 } : {}));
    await world.spawn('publisher');
    const policy = { backoffBaseMs: 2_000, backoffMaxMs: 2_000 };
    const queued = await Promise.all(
      ['/queued/paused', '/queued/deleted'].map((path) => world.addOneOff(path, policy)),
    );
    for (const task of queued) {
      await until(async () => (await world.runsOf(task.id)).length === 1, {
        what: 'the run is queued',
        timeoutMs: 10_000,
      });
    }
    await world.stack.request('POST', `/tasks/${queued[0]!.id}/pause`, {});
    await world.stack.request('DELETE', `/tasks/${queued[1]!.id}`);
    world.inject(2);
    await world.spawn('listener');
    await world.ended(queued[0]!.id);
    promise(
      world.sink.requestsTo('/queued/paused').length === 1,
      'a run that was open when its task was paused did not go on',
    );

    const running = await Promise.all(
      ['paused', 'edited', 'deleted'].map(() => world.addOneOff('/slow', policy)),
    );
    await until(() => world.sink.requestsTo('/slow').length === 3, {
      what: 'three are running',
      timeoutMs: 15_000,
    });
    await world.stack.request('POST', `/tasks/${running[0]!.id}/pause`, {});
    await world.stack.request('PATCH', `/tasks/${running[1]!.id}`, { webhookUrl: world.sink.url('/edited') });
    await world.stack.request('DELETE', `/tasks/${running[2]!.id}`);
    world.inject(3);
    for (const task of running.slice(0, 2)) await world.ended(task.id);

    const between = await Promise.all(['edited', 'deleted'].map(() => world.addOneOff('/retry', policy)));
    for (const task of between) {
      await until(async () => (await world.runsOf(task.id))[0]?.runStatus === 'retrying', {
        what: 'the run waits for its second attempt',
        timeoutMs: 15_000,
      });
    }
    await world.stack.request('PATCH', `/tasks/${between[0]!.id}`, { webhookUrl: world.sink.url('/edited') });
    await world.stack.request('DELETE', `/tasks/${between[1]!.id}`);
    const deletedAt = Date.now();
    world.inject(2);
    await world.ended(between[0]!.id);
    promise(
      world.sink.requestsTo('/edited').length === 1,
      'the second attempt did not go to the new address',
    );
    promise(world.sink.requestsTo('/queued/deleted').length === 0, 'a deleted task was sent');
    const gone = new Set([running[2]!.id, between[1]!.id]);
    const late = world.sink.requests.filter(
      (request) => gone.has(String(request.headers['carillon-task-id'])) && request.at > deletedAt,
    );
    promise(late.length === 0, `${late.length} attempts began after their task was deleted`);
    await until(() => world.sink.requests.every((request) => request.closedAt !== null), {
      what: 'all have ended',
    });
    const { rows } = await world.pool.query<{ id: string }>(
      'select id from task_runs where task_id = any($1)',
      [[...gone]],
    );
    // What a deletion has removed cannot be compared with what was received.
    const known = world.sink.requests.filter(
      (request) => !gone.has(String(request.headers['carillon-task-id'])),
    );
    if (rows.length === 0) world.sink.requests.splice(0, Infinity, ...known);
  },
};
