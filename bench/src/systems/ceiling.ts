import { startBenchChild } from '../processes/bench-child.js';
import type { Batch, BatchRecord, System } from './system.js';

/** No schedule and no log: the most that this machine and this receiver allow. */
export const ceiling: System = {
  name: 'ceiling',
  needsRedis: false,
  settings: 'a bare undici loop; connections chosen from 8, 16, 32, 64, 128 by a trial before each round',
  packageName: 'undici',
  async start(place) {
    const { child } = await startBenchChild<{ connections: number }>('peers/bare-loop.js', place);
    let record: Promise<BatchRecord>;
    return {
      pids: { loop: child.pid },
      schedule: (batch: Batch) => {
        record = child.ask<BatchRecord>(batch);
        return Promise.resolve();
      },
      record: () => record,
      stop: () => child.stop(),
    };
  },
};
