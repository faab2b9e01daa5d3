import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from './options.js';

const connection = 'Where the API is:';

/** Adds what says where the API is, and as whom it is asked. */
export function withConnection(command: Command): Command {
  return command
    .addOption(
      new Option('--api-url <url>', 'its address (default: CARILLON_API_URL, or this machine)').helpGroup(
        connection,
      ),
    )
    .addOption(
      new Option(
        '--api-key-file <path>',
        'a file with the API key (default: CARILLON_API_KEY, or the key of `carillon up`)',
      ).helpGroup(connection),
    );
}

/** Adds what every command has that prints what the API answers, and examples of its use. */
export function asClientCommand(command: Command, examples: string[]): Command {
  const output = new Option('-o, --output <form>', 'how it is printed')
    .choices(['table', 'json', 'ndjson', 'id'])
    .default('table');
  const json = new Option('--json', 'the same as --output json; errors are JSON on stderr then').implies({
    output: 'json',
  });
  withConnection(command.addOption(output).addOption(json));
  return withExamples(command, examples);
}

export function withExamples(command: Command, examples: string[]): Command {
  return command.addHelpText(
    'after',
    `\nExamples:\n${examples.map((line) => `  ${line.replaceAll('\n', '\n  ')}\n`).join('')}`,
  );
}

/** Adds what every list has. */
export function withPages(command: Command): Command {
  return command
    .option('--filter <text>', 'as in the dashboard, such as \'status:failed lane:mail "invoice"\'')
    .option('--sort <field>', 'such as createdAt; - before it turns the order round')
    .option('--limit <count>', 'how many at most', wholeNumber(1, 1_000_000), 25)
    .option('--all', 'all that match');
}

/** Adds what every command has that makes a run. */
export function withWait(command: Command): Command {
  return withIdempotencyKey(
    command
      .option('--wait', 'wait until the run is over; exit code 1 unless it completed')
      .addOption(
        new Option('--wait-timeout <duration>', 'no longer than this, such as 5m')
          .argParser(milliseconds)
          .implies({ wait: true }),
      ),
  );
}

export function withIdempotencyKey(command: Command): Command {
  return command.option(
    '--idempotency-key <key>',
    'a repeat under the same key does nothing new (for a day)',
  );
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A parser for an option that takes a duration. */
export function milliseconds(text: string): number {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  if (unit !== undefined) return Number(amount) * unitMs[unit as keyof typeof unitMs];
  throw new InvalidArgumentError('It must be a duration, such as 500ms, 30s, 5m, 2h or 1d.');
}
