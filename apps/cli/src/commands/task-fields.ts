import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { milliseconds } from './client-command.js';
import { wholeNumber } from './options.js';

/** Adds an option for each field of a task that is set often. */
export function withTaskFields(command: Command): Command {
  return command
    .option('--name <name>', 'what it is called')
    .option('--url <url>', 'what it calls')
    .addOption(
      new Option('--method <method>', 'how it calls it').choices([
        'POST',
        'PUT',
        'PATCH',
        'GET',
        'DELETE',
        'HEAD',
      ]),
    )
    .option('--header <name: value>', 'a header of the request; may be repeated', addHeader)
    .option('--payload <json>', 'the body of the request: JSON, @file, or - for stdin')
    .option('--schedule <cron>', "cron expression, such as '0 9 * * 1-5'")
    .option('--time-zone <zone>', 'of the schedule, such as Europe/Berlin')
    .option('--run-at <instant>', 'run once, at this instant (ISO 8601)')
    .option('--lane <lane>', 'runs of one lane keep to its limit')
    .addOption(new Option('--priority <priority>').choices(['urgent', 'high', 'normal', 'low']))
    .option('--max-retry <count>', 'how often a failed run is tried again', wholeNumber(0, 100))
    .option('--timeout <duration>', 'of one attempt, such as 500ms or 30s', milliseconds)
    .option('--tag <tag>', 'may be repeated', (tag: string, tags: string[] = []) => [...tags, tag])
    .option('--json-file <path>', 'fields as the API takes them, from a file or - for stdin; options win');
}

/** The value is kept as it is, but for one space after the colon. */
function addHeader(text: string, headers: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^([^:]+): ?([^]*)$/.exec(text) ?? [];
  if (name !== undefined) return { ...headers, [name.trim()]: value! };
  throw new InvalidArgumentError("It must be 'name: value'.");
}
