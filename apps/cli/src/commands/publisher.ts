import { Command } from 'commander';
import type { PublisherOverrides } from '../publisher/run-publisher.js';
import { wholeNumber } from './options.js';

export function publisherCommand(): Command {
  return new Command('publisher')
    .description('Turn due tasks into runs and hint at them. Any number may run side by side.')
    .option('--health-port <port>', 'port of the health endpoint', wholeNumber(1, 65_535))
    .action(async (overrides: PublisherOverrides) => {
      const { runPublisher } = await import('../publisher/run-publisher.js');
      await runPublisher(overrides);
    });
}
