import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseJson, writeJson } from '@carillon/domain';
import { usageError } from './session.js';

/** Reads what options name: a text itself, `@file`, or `-` for standard input, which only one of them can have. */
export class InputReader {
  #stdinOf: string | null = null;

  constructor(private readonly stdin: NodeJS.ReadableStream = process.stdin) {}

  /**
   * @param option that it was given with, for what is said of it
   * @throws AppError `request.invalid` for a file that cannot be read, and for what is not UTF-8
   */
  async text(option: string, given: string): Promise<string> {
    if (given === '-') return decode(option, await this.#readStdin(option));
    return given.startsWith('@') ? this.file(option, given) : given;
  }

  /** As `text`, where a text itself makes no sense: the `@` may be left out. */
  async file(option: string, given: string): Promise<string> {
    if (given === '-') return this.text(option, given);
    const path = given.replace(/^@/, '');
    const bytes = await readFile(path).catch(({ code }: NodeJS.ErrnoException) => {
      throw usageError(`${option}: ${path} cannot be read (${code}).`);
    });
    return decode(option, bytes);
  }

  async #readStdin(option: string): Promise<Uint8Array> {
    if (this.#stdinOf !== null) {
      throw usageError(`${this.#stdinOf} and ${option} cannot both read the standard input.`);
    }
    this.#stdinOf = option;
    return buffer(this.stdin);
  }
}

function decode(option: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${option} is not UTF-8.`);
  }
}

/** @throws AppError `request.invalid` for what is no JSON, or nested so deeply that it could not be sent */
export function readJson(option: string, text: string): unknown {
  try {
    const value = parseJson(text);
    writeJson(value);
    return value;
  } catch (cause) {
    const reason = cause instanceof RangeError ? 'it is nested too deeply' : (cause as Error).message;
    const hint = /^[\w ]+$/.test(text) ? `A text is JSON in quotes: '"${text}"'.` : undefined;
    throw usageError(`${option} is not JSON: ${reason}.`, hint);
  }
}

/** @throws AppError `request.invalid` for anything but an object */
export function readJsonObject(option: string, text: string): Record<string, unknown> {
  const value = readJson(option, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw usageError(`${option} is not a JSON object.`);
}
