import { insertRun } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { addRawJobs } from '../raw-queue.js';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import { promise } from '../world.js';

export const foreignJobs: Row = {
  row: 30,
  title: 'foreign and broken jobs in the queue',
  backends: bothBackends,
  async run(world) {
    const [, listener] = await world.spawnAll('publisher', 'listener');
    const finished = await world.addOneOff('/finished');
    await world.ended(finished.id);
    const [run] = await world.runsOf(finished.id);
    const unknown = {
      id: '0190a0a0-0000-7000-8000-000000000000',
      scheduledFor: run!.scheduledFor,
      host: 'x',
    };
    const known = { id: run!.id, scheduledFor: run!.scheduledFor, host: '127.0.0.1' };
    const jobs: unknown[] = [
      {},
      { runId: 'x' },
      { runs: [] },
      { runs: 'all' },
      { runs: [{ id: 'x' }] },
      { runs: [null] },
      { filler: 'x'.repeat(1_000_000) },
      { runs: [unknown] },
      { runs: [known] },
      { runs: [{ ...known, scheduledFor: 'tomorrow' }] },
      { runs: [{ ...known, scheduledFor: '1999-01-01T00:00:00Z' }] },
      { runs: Array.from({ length: 101 }, () => known) },
    ];
    await addRawJobs(
      world,
      jobs.map((data, index) => ({ id: `foreign_${index}`, data })),
    );
    world.inject(jobs.length);
    await world.settle(10_000);
    promise(world.sink.received === 1, `${world.sink.received} requests for one run`);
    promise(listener!.exit === null, 'the listener died of it');
    await world.load();
    await world.recovered();
  },
};

export const sameHint: Row = {
  row: 31,
  title: 'the same hint a thousand times, to four listeners',
  backends: bothBackends,
  fast: true,
  async run(world) {
    const listeners = await world.spawnAll('listener', 'listener', 'listener', 'listener');
    world.sink.answer('/one', { delayMs: 500 });
    const [task] = await world.addTasks([{ taskName: 'one', webhookUrl: world.sink.url('/one') }]);
    const run = { id: newId(), scheduledFor: new Date().toISOString(), host: '127.0.0.1' };
    // The run comes into being among its hints, so that it is by a hint that they learn of it.
    for (let round = 0; round < 20; round += 1) {
      await addRawJobs(
        world,
        Array.from({ length: 50 }, (_, index) => ({
          id: `same_${round}_${index}`,
          data: { runs: Array.from({ length: 1 + (index % 3) }, () => run) },
        })),
      );
      world.inject(50);
      if (round === 9) await insertRun(world.pool, task!, { id: run.id, scheduledFor: run.scheduledFor });
    }
    await world.ended(task!.id);
    await world.settle(20_000);
    promise(world.sink.received === 1, `${world.sink.received} requests for one run`);
    promise(
      listeners.every((one) => one.exit === null),
      'a listener died of it',
    );
    await world.spawn('publisher');
  },
};

export const earlyHint: Row = {
  row: 32,
  title: 'a hint before its time',
  backends: bothBackends,
  async run(world) {
    world.sink.answer('/retry', (request) => (request.attempt === 1 ? { status: 500 } : {}));
    await world.spawnAll('publisher', 'listener');
    const task = await world.addOneOff('/retry', { backoffBaseMs: 4_000, backoffMaxMs: 4_000 });
    await until(async () => (await world.runsOf(task.id))[0]?.runStatus === 'retrying', {
      what: 'the run waits for its second attempt',
      timeoutMs: 15_000,
    });
    const [run] = await world.runsOf(task.id);
    const data = { runs: [{ id: run!.id, scheduledFor: run!.scheduledFor, host: '127.0.0.1' }] };
    for (let early = 0; early < 10; early += 1) {
      await addRawJobs(world, [{ id: `early_${early}`, data }]);
      world.inject();
      await world.pause(100);
    }
    await world.ended(task.id);
    // When the second attempt may begin is a matter of I7.
    promise(world.sink.received === 2, `${world.sink.received} requests`);
  },
};
