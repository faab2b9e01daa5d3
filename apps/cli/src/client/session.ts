import type { Client } from '@carillon/client';
import { AppError, writeJson } from '@carillon/domain';
import pc from 'picocolors';
import type { ConnectionOptions } from './connect.js';
import { connect } from './connect.js';
import type { Column } from './table.js';
import { renderTable } from './table.js';
import { relativeTime } from './times.js';

export const outputForms = ['table', 'json', 'ndjson', 'id'] as const;

/** What every command that asks the API is told. */
export interface SessionOptions extends ConnectionOptions {
  output: (typeof outputForms)[number];
}

/** How things are shown to whoever reads them. */
export interface Look {
  /** An instant: how far it is away for people, ISO 8601 for programs. */
  time: (instant: string | null) => string;
  /** An instant, exactly, and for people how far it is away besides. */
  exactTime: (instant: string | null) => string;
  /** A state, in the colour of what it means. */
  status: (text: string) => string;
  /** Of the terminal; null: no terminal. */
  width: number | null;
}

/** One thing that is shown: as a line of a table, or whole. */
export interface View<Thing> {
  columns: (look: Look) => Column<Thing>[];
  details: (thing: Thing, look: Look) => string;
}

interface Thing {
  id: string;
}

interface Page<Item extends Thing> {
  items: Item[];
  nextCursor: string | null;
}

/** One command's way to the API and back: data goes to stdout, in the form that was asked for, and words to stderr. */
export class Session {
  private constructor(
    readonly client: Client,
    private readonly options: SessionOptions,
    private readonly look: Look,
  ) {}

  static async open(options: SessionOptions): Promise<Session> {
    // Who reads the output has seen enough (`… | head`).
    process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
    return new Session(await connect(options), options, lookOf(process.stdout));
  }

  print<Shown extends Thing>(thing: Shown, { details }: Pick<View<Shown>, 'details'>): void {
    const texts = {
      table: () => details(thing, this.look),
      json: () => `${writeJson(thing, 2)}\n`,
      ndjson: () => `${writeJson(thing)}\n`,
      id: () => `${thing.id}\n`,
    };
    process.stdout.write(texts[this.options.output]());
  }

  /** The items of the pages, one below the other; lines for programs as soon as they are there. */
  async printList<Item extends Thing>(
    pages: AsyncIterable<Page<Item>>,
    { columns }: Pick<View<Item>, 'columns'>,
  ): Promise<void> {
    const { output } = this.options;
    const all: Page<Item> = { items: [], nextCursor: null };
    for await (const { items, nextCursor } of pages) {
      if (output === 'ndjson') process.stdout.write(items.map((item) => `${writeJson(item)}\n`).join(''));
      else if (output === 'id') process.stdout.write(items.map(({ id }) => `${id}\n`).join(''));
      else all.items.push(...items);
      all.nextCursor = nextCursor;
    }
    if (output === 'json') process.stdout.write(`${writeJson(all, 2)}\n`);
    if (output !== 'table') return;
    if (all.items.length > 0) {
      process.stdout.write(renderTable(columns(this.look), all.items, this.look.width));
    }
    if (all.items.length === 0) this.say('Nothing matches.');
    else if (all.nextCursor !== null) this.say('There are more: raise --limit, or pass --all.');
  }

  /** A word for people; programs that asked for data are spared it. */
  say(text: string): void {
    if (this.options.output === 'table') process.stderr.write(`${text}\n`);
  }

  /** What is useful next, as a command for this server. */
  suggest(command: string): void {
    const { apiUrl, apiKeyFile } = this.options;
    const flags = Object.entries({ '--api-url': apiUrl, '--api-key-file': apiKeyFile }).flatMap(
      ([flag, value]) => (value === undefined ? [] : [` ${flag} ${quoted(value)}`]),
    );
    this.say(`Next: carillon ${command}${flags.join('')}`);
  }
}

function lookOf(stream: NodeJS.WriteStream): Look {
  const now = Date.now();
  const { isTTY } = stream;
  const { red, green, yellow, cyan, dim } = pc.createColors(isTTY && pc.isColorSupported);
  const paints: Record<string, (text: string) => string> = {
    ...{ failed: red, abandoned: red, retrying: yellow, paused: yellow, held: yellow },
    ...{ completed: green, finish: green, ready: green, running: cyan, waiting: cyan, pending: cyan },
    ...{ cancelled: dim, skipped: dim },
  };
  return {
    time: (instant) => (instant === null ? '' : isTTY ? relativeTime(instant, now) : instant),
    exactTime: (instant) =>
      instant === null ? '' : isTTY ? `${instant} (${relativeTime(instant, now)})` : instant,
    status: (text) => paints[text]?.(text) ?? text,
    width: isTTY ? (stream.columns ?? 80) : null,
  };
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w:/.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A refusal of what was given on the command line. */
export function usageError(message: string, hint?: string): AppError {
  return new AppError('request.invalid', message, hint === undefined ? {} : { hint });
}
