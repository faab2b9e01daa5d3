import type { Kind } from '../../stack.js';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

async function nothingUnknown({ pool }: World): Promise<void> {
  const { rows } = await pool.query<{ logs: number }>(
    `select count(*)::int as logs from task_logs where status = 'abandoned'`,
  );
  promise(rows[0]!.logs === 0, `${rows[0]!.logs} attempts were abandoned`);
}

export const rollingRestart: Row = {
  row: 81,
  title: 'rolling restart of everything, under load',
  backends: bothBackends,
  fast: true,
  timeoutMs: 240_000,
  async run(world) {
    const kinds: Kind[] = ['publisher', 'publisher', 'listener', 'listener'];
    await world.spawnAll(...kinds);
    await world.load();
    for (let round = 0; round < world.lasting(1, 5); round += 1) {
      for (const old of world.stack.alive()) {
        await world.spawn(old.kind);
        await world.stack.end(old, 'SIGTERM');
        world.inject();
      }
    }
    await world.recovered();
    await world.endLoad();
    await world.stack.settle();
    await nothingUnknown(world);
  },
};

export const scaling: Row = {
  row: 83,
  title: 'from one to many publishers and listeners and back',
  backends: bothBackends,
  timeoutMs: 240_000,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const many = world.lasting(3, 8);
    for (let number = 1; number < many; number += 1) {
      await world.spawnAll('publisher', 'listener');
      world.inject(2);
    }
    await world.recovered();
    for (const kind of ['publisher', 'listener'] as const) {
      for (const extra of world.stack.alive(kind).slice(1)) {
        await world.stack.end(extra, 'SIGTERM');
        world.inject();
      }
    }
    await world.recovered();
    await world.endLoad();
    await world.stack.settle();
    await nothingUnknown(world);
  },
};
