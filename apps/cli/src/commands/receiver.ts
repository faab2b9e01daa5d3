import { Command } from 'commander';
import { wholeNumber } from './options.js';

export function receiverCommand(): Command {
  return new Command('receiver')
    .description('Run the dummy webhook: a receiver for trials that logs, counts, and fails some calls.')
    .option('--port <port>', 'where it listens', wholeNumber(1, 65_535))
    .action(async (overrides: { port?: number }) => {
      const { runReceiver } = await import('../receiver/run-receiver.js');
      await runReceiver(overrides);
    });
}
