import cluster from 'node:cluster';
import { Command } from 'commander';
import type { ListenerOverrides } from '../listener/run-listener.js';
import { wholeNumber } from './options.js';

export function listenerCommand(): Command {
  return new Command('listener')
    .description(
      'Claim due runs, send their webhooks and record every attempt. Any number may run side by side.',
    )
    .option('--concurrency <attempts>', 'attempts at the same time, in each process', wholeNumber(1, 2_000))
    .option('--processes <count>', 'listener processes, one for each core to be used', wholeNumber(1, 64), 1)
    .option('--drain-timeout <seconds>', 'how long a stop waits for open attempts', wholeNumber(0, 3_600))
    .option('--health-port <port>', 'port of the health endpoint', wholeNumber(1, 65_535))
    .action(async ({ processes, ...overrides }: ListenerOverrides & { processes: number }) => {
      if (processes > 1 && cluster.isPrimary) {
        const { keepProcesses } = await import('@carillon/processes');
        process.exitCode = await keepProcesses(processes);
        return;
      }
      const { runListener } = await import('../listener/run-listener.js');
      await runListener(overrides);
    });
}
