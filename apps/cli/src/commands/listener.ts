import { Command } from 'commander';
import type { ListenerOverrides } from '../listener/run-listener.js';
import { wholeNumber } from './options.js';

export function listenerCommand(): Command {
  return new Command('listener')
    .description(
      'Claim due runs, send their webhooks and record every attempt. Any number may run side by side.',
    )
    .option('--concurrency <attempts>', 'attempts at the same time', wholeNumber(1, 2_000))
    .option('--drain-timeout <seconds>', 'how long a stop waits for open attempts', wholeNumber(0, 3_600))
    .option('--health-port <port>', 'port of the health endpoint', wholeNumber(1, 65_535))
    .action(async (overrides: ListenerOverrides) => {
      const { runListener } = await import('../listener/run-listener.js');
      await runListener(overrides);
    });
}
