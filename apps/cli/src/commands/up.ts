import { Command } from 'commander';

/** `carillon up`: everything on one machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description(
      'Run everything on this machine: database, API, dashboard, publisher, listener and dummy webhook.',
    )
    .action(async () => (await import('../up/up-process.js')).runUpProcess());
}
