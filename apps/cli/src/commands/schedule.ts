import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import {
  AppError,
  dstGapPolicies,
  dstOverlapPolicies,
  formatInZone,
  parseInstant,
  previewSchedule,
} from '@carillon/domain';
import type { PreviewInput, SchedulePreview } from '@carillon/domain';
import { Command, Option } from 'commander';

/** Where the command reads and writes: the process's own streams, unless a test hands others in. */
export interface ScheduleStreams {
  input: Readable;
  output: Writable;
  errors: Writable;
}

interface PreviewOptions {
  tz: string;
  from?: string;
  count: string;
  json?: boolean;
  stdin?: boolean;
  dstGap: (typeof dstGapPolicies)[number];
  dstOverlap: (typeof dstOverlapPolicies)[number];
}

/**
 * `carillon schedule preview`: when a cron expression is due, without a server. Data goes to stdout, warnings to
 * stderr. Throws `AppError` for refused input; with `--stdin` a refused line is an answer, not an error.
 */
export function scheduleCommand(streams: ScheduleStreams = processStreams()): Command {
  const preview = new Command('preview')
    .description('Show when a cron expression is due')
    .argument('[expression]', "cron expression, such as '0 9 * * 1-5'; omit it with --stdin")
    .option('--tz <zone>', 'time zone of the expression', 'UTC')
    .option('--from <instant>', 'show what is due after this instant, ISO 8601 (default: now)')
    .option('-n, --count <count>', 'how many instants', '5')
    .addOption(
      new Option('--dst-gap <policy>', 'a time that the clocks leap over')
        .choices(dstGapPolicies)
        .default('run_after'),
    )
    .addOption(
      new Option('--dst-overlap <policy>', 'a time that comes twice')
        .choices(dstOverlapPolicies)
        .default('first'),
    )
    .option('--json', 'print one JSON document: description, next, warnings')
    .option('--stdin', 'answer JSON lines {"expr","tz","from","count"} with {"next"} or {"error"}, in order')
    .action(async (expression: string | undefined, options: PreviewOptions) => {
      if (options.stdin === true) {
        if (expression !== undefined)
          throw usageError('With --stdin the expressions come as lines, not as an argument.');
        await answerLines(streams);
        return;
      }
      if (expression === undefined) throw usageError('Name a cron expression, or pass --stdin.');
      await print(streams, expression, options);
    });
  return new Command('schedule').description('Work with schedules').addCommand(preview);
}

function processStreams(): ScheduleStreams {
  return { input: process.stdin, output: process.stdout, errors: process.stderr };
}

function usageError(message: string): AppError {
  return new AppError('request.invalid', message);
}

async function print(streams: ScheduleStreams, expression: string, options: PreviewOptions): Promise<void> {
  const preview = previewSchedule({
    taskSchedule: expression,
    timeZone: options.tz,
    from: options.from === undefined ? Date.now() : parseInstant(options.from, '--from'),
    count: /^[0-9]+$/.test(options.count) ? Number(options.count) : Number.NaN,
    dstGap: options.dstGap,
    dstOverlap: options.dstOverlap,
  });
  if (options.json === true) {
    await write(streams.output, `${JSON.stringify(preview, null, 2)}\n`);
    return;
  }
  await write(streams.output, humanPreview(preview, options.tz));
  for (const warning of preview.warnings) await write(streams.errors, `warning: ${warning}\n`);
}

function humanPreview(preview: SchedulePreview, timeZone: string): string {
  const rows = preview.next.map((instant) => [formatInZone(Date.parse(instant), timeZone), instant] as const);
  if (rows.length > 0) rows.unshift([timeZone, 'UTC']);
  const width = Math.max(...rows.map(([local]) => local.length));
  const table = rows.map(([local, utc]) => `${local.padEnd(width)}  ${utc}\n`);
  return `${preview.description}\n${table.join('')}`;
}

/** One answer for each line that is not blank, in order, each written before the next line is read. */
async function answerLines({ input, output }: ScheduleStreams): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() !== '') await write(output, `${JSON.stringify(answerLine(line))}\n`);
  }
}

function answerLine(line: string): { next: string[] } | { error: string } {
  try {
    return { next: previewSchedule(readQuestion(line)).next };
  } catch (error) {
    if (error instanceof AppError) return { error: error.message };
    throw error;
  }
}

function readQuestion(line: string): PreviewInput {
  const question = parseObject(line);
  const { expr, tz = 'UTC', from, count = 5 } = question;
  if (typeof expr !== 'string') throw usageError('expr must be a string.');
  if (typeof tz !== 'string') throw usageError('tz must be a string.');
  if (from !== undefined && typeof from !== 'string') throw usageError('from must be a string.');
  if (typeof count !== 'number') throw usageError('count must be a number.');
  return {
    taskSchedule: expr,
    timeZone: tz,
    from: from === undefined ? Date.now() : parseInstant(from, 'from'),
    count,
  };
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new AppError('request.invalid', 'The line is not JSON.', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw usageError('The line is not a JSON object.');
}

/** Waits for a slow reader, so that a long input does not pile up in memory. */
async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
