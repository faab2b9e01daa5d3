import { Command } from 'commander';
import type { UpOverrides } from '../up/up-process.js';

/** `carillon up`: everything on one machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description(
      'Run everything on this machine: database, API, dashboard, publisher, listener and dummy webhook.',
    )
    .option(
      '--dev',
      'for development: compile the pages of the dashboard as they are asked for, and serve GraphiQL',
    )
    .action(async (options: UpOverrides) => (await import('../up/up-process.js')).runUpProcess(options));
}
