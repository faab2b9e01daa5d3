import type { DeliveryOptions, ReceiverWishes } from '@carillon/domain';
import { noWishes } from '@carillon/domain';

/** A complete response, judged. */
export interface JudgedResponse {
  ok: boolean;
  status: number;
  /** Lower-cased names. */
  headers: Record<string, string>;
  body: Buffer;
  bodyComplete: boolean;
}

const second = 1_000;
const day = 86_400 * second;
const units: Record<string, number> = { ms: 1, s: second, m: 60 * second, h: 3_600 * second, d: day };

/** How far ahead a receiver may put the next attempt. */
const retryAfterMaxMs = day;
const callbackWithin = { usual: 3_600 * second, min: second, max: 7 * day };
const runAgainIn = { min: second, max: 30 * day };

/**
 * What a receiver asks for; see `docs/response-contract.md`. All of it comes from outside: what cannot be read is
 * ignored, and what can is bounded.
 *
 * @param nowMs our clock, for instants when the response does not tell the receiver's own
 */
export function readWishes(
  response: JudgedResponse,
  { steering }: Pick<DeliveryOptions, 'steering'>,
  nowMs: number,
): ReceiverWishes {
  const wishes = response.ok ? readSuccess(response) : readFailure(response, nowMs);
  return steering ? { ...wishes, ...readSteering(response, wishes, nowMs) } : wishes;
}

function readSuccess(response: JudgedResponse): ReceiverWishes {
  const { status, headers } = response;
  const cost = readResult(response, 'carillon-cost', 'cost');
  const qualityScore = readResult(response, 'carillon-quality-score', 'qualityScore');
  const callsBack = status === 202 && headers['carillon-callback']?.trim().toLowerCase() === 'required';
  if (cost === null && qualityScore === null && !callsBack) return noWishes;
  return {
    ...noWishes,
    cost,
    qualityScore,
    callbackWithinMs: callsBack ? readCallbackWithin(headers) : null,
  };
}

function readCallbackWithin(headers: Record<string, string>): number {
  const { usual, min, max } = callbackWithin;
  const seconds = readSeconds(headers['carillon-callback-timeout']);
  return seconds === null ? usual : clamp(seconds, min, max);
}

function readFailure({ status, headers }: JudgedResponse, nowMs: number): ReceiverWishes {
  if (status >= 300 && status < 400) return noWishes;
  return {
    ...noWishes,
    retryAfterMs: readDelay(headers['retry-after'], httpDate, clockOf(headers, nowMs)),
    slowsHost: status === 429 || status === 503,
    stopsTask: status === 410 ? 'gone' : null,
  };
}

function readSteering(
  { ok, headers }: JudgedResponse,
  { stopsTask, retryAfterMs }: ReceiverWishes,
  nowMs: number,
): Partial<ReceiverWishes> {
  const retryAtMs = ok ? null : readDelay(headers['carillon-retry-at'], isoInstant, clockOf(headers, nowMs));
  return {
    retryAfterMs: retryAtMs ?? retryAfterMs,
    stopsTask: stopsTask ?? (isTrue(headers['carillon-pause']) ? 'asked' : null),
    neverRetry: !ok && isTrue(headers['carillon-never-retry']),
    runAgainInMs: ok ? readRunAgainIn(headers['carillon-run-again-in']) : null,
  };
}

function readRunAgainIn(text: string | undefined): number | null {
  const [, amount, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text?.trim() ?? '') ?? [];
  return amount === undefined ? null : clamp(Number(amount) * units[unit]!, runAgainIn.min, runAgainIn.max);
}

function isTrue(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true';
}

const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Seconds, or the distance to an instant; one that has passed is no distance. Null when it is neither. */
function readDelay(text: string | undefined, instant: RegExp, clockMs: number): number | null {
  const seconds = readSeconds(text);
  if (seconds !== null) return clamp(seconds, 0, retryAfterMaxMs);
  const atMs = readInstant(text, instant);
  return atMs === null ? null : clamp(atMs - clockMs, 0, retryAfterMaxMs);
}

/** Whole seconds as milliseconds; too many digits are too long a time, whatever they are. */
function readSeconds(text: string | undefined): number | null {
  const digits = text?.trim() ?? '';
  return /^\d+$/.test(digits) ? Number(digits) * second : null;
}

function readInstant(text: string | undefined, instant: RegExp): number | null {
  const trimmed = text?.trim() ?? '';
  const ms = instant.test(trimmed) ? Date.parse(trimmed) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** The receiver's clock where it tells it: an instant that it names is one by its own clock. */
function clockOf(headers: Record<string, string>, nowMs: number): number {
  return readInstant(headers['date'], httpDate) ?? nowMs;
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.min(Math.max(value, min), max));
}

/** The columns that hold them: `numeric(18, 6)`, none of it below zero, and `numeric(6, 3)`. */
const resultForms = {
  cost: { pattern: /^\d{1,12}(\.\d{1,6})?$/, scale: 6 },
  qualityScore: { pattern: /^-?\d{1,3}(\.\d{1,3})?$/, scale: 3 },
};

type ResultField = keyof typeof resultForms;

function readResult(response: JudgedResponse, header: string, field: ResultField): string | null {
  const text = response.headers[header];
  return text === undefined ? readBodyResult(response, field) : toDecimal(text.trim(), field);
}

function readBodyResult({ body, bodyComplete }: JudgedResponse, field: ResultField): string | null {
  // Nearly every body has no result, and a search of its bytes costs far less than reading it.
  if (!bodyComplete || !body.includes(`"${field}"`)) return null;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return null;
    const result = (value as Record<string, unknown>)[field];
    return typeof result === 'number' || typeof result === 'string' ? toDecimal(String(result), field) : null;
  } catch {
    return null;
  }
}

/** Decimal text that the column takes as it is; digits beyond its scale are rounded. Null for all other text. */
function toDecimal(text: string, field: ResultField): string | null {
  const { pattern, scale } = resultForms[field];
  if (pattern.test(text)) return text;
  if (!/^-?\d{1,30}(\.\d{1,30})?(e-\d{1,2})?$/.test(text)) return null;
  const rounded = Number(text).toFixed(scale);
  return pattern.test(rounded) ? rounded : null;
}
