import { Command } from 'commander';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Show the configuration, secrets as set or unset, and check what it leads to: PostgreSQL, queue, API, clocks, ' +
        'migrations, partitions. Exit code 9 when a check fails, 3 when the configuration is not valid.',
    )
    .option('--json', 'print one JSON document: status, settings, checks')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { runDoctor } = await import('../doctor/run-doctor.js');
      await runDoctor({ json });
    });
}
