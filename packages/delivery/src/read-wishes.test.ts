import { describe, expect, test } from '@jest/globals';
import type { ReceiverWishes } from '@carillon/domain';
import { noWishes } from '@carillon/domain';
import fc from 'fast-check';
import type { JudgedResponse } from './read-wishes.js';
import { readWishes } from './read-wishes.js';

const now = Date.parse('2026-03-29T12:00:00Z');
const day = 86_400_000;

function read(status: number, headers: Record<string, string> = {}, overrides: Partial<JudgedResponse> = {}) {
  const ok = status >= 200 && status < 300;
  return readWishes(
    { ok, status, headers, body: Buffer.alloc(0), bodyComplete: true, ...overrides },
    { steering: false },
    now,
  );
}

function steer(status: number, headers: Record<string, string>): ReceiverWishes {
  const ok = status >= 200 && status < 300;
  const response = { ok, status, headers, body: Buffer.alloc(0), bodyComplete: true };
  return readWishes(response, { steering: true }, now);
}

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 5 ', 5_000],
    ['86401', day],
    ['9'.repeat(400), day],
    ['Sun, 29 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 29 Mar 2026 11:00:00 GMT', 0],
    ['Sun, 29 Mar 2099 12:00:00 GMT', day],
    ['-5', null],
    ['1.5', null],
    ['1e3', null],
    ['soon', null],
    ['', null],
    ['Sun, 99 Mar 2026 12:00:30 GMT', null],
    ['2026-03-29T12:00:30Z', null],
  ])('of %j is %j', (text, retryAfterMs) => {
    expect(read(503, { 'retry-after': text })).toMatchObject({ retryAfterMs, slowsHost: true });
  });

  test('that is a date is read by the clock of the receiver', () => {
    const headers = { 'retry-after': 'Sun, 29 Mar 2026 09:00:20 GMT', date: 'Sun, 29 Mar 2026 09:00:00 GMT' };
    expect(read(429, headers).retryAfterMs).toBe(20_000);
  });

  test('counts on failures only, and never on a redirect', () => {
    expect(read(500, { 'retry-after': '7' })).toEqual({ ...noWishes, retryAfterMs: 7_000 });
    expect(read(302, { 'retry-after': '7' })).toEqual(noWishes);
    expect(read(200, { 'retry-after': '7' })).toEqual(noWishes);
  });
});

describe('statuses', () => {
  test('429 and 503 slow the host, 410 stops the task', () => {
    expect(read(429)).toEqual({ ...noWishes, slowsHost: true });
    expect(read(503)).toEqual({ ...noWishes, slowsHost: true });
    expect(read(410)).toEqual({ ...noWishes, stopsTask: 'gone' });
    expect(read(500)).toEqual(noWishes);
  });

  test('that count as success ask for nothing', () => {
    expect(read(410, {}, { ok: true })).toEqual(noWishes);
    expect(read(503, { 'retry-after': '7' }, { ok: true })).toEqual(noWishes);
  });
});

describe('the call-back', () => {
  test.each([
    [{}, 3_600_000],
    [{ 'carillon-callback-timeout': '90' }, 90_000],
    [{ 'carillon-callback-timeout': '0' }, 1_000],
    [{ 'carillon-callback-timeout': '99999999' }, 7 * day],
    [{ 'carillon-callback-timeout': 'x' }, 3_600_000],
  ])('is awaited as long as %j says', (headers, callbackWithinMs) => {
    expect(read(202, { 'carillon-callback': 'Required', ...headers })).toEqual({
      ...noWishes,
      callbackWithinMs,
    });
  });

  test('is awaited after a 202 that says so only', () => {
    expect(read(202)).toEqual(noWishes);
    expect(read(202, { 'carillon-callback': 'optional' })).toEqual(noWishes);
    expect(read(200, { 'carillon-callback': 'required' })).toEqual(noWishes);
    expect(read(202, { 'carillon-callback': 'required' }, { ok: false })).toEqual(noWishes);
  });
});

describe('steering', () => {
  const all = {
    'carillon-retry-at': '60',
    'carillon-never-retry': 'true',
    'carillon-pause': 'true',
    'carillon-run-again-in': '10m',
  };

  test('is heard where the task allows it only', () => {
    expect(read(200, all)).toEqual(noWishes);
    expect(read(500, all)).toEqual(noWishes);
    expect(steer(200, all)).toEqual({ ...noWishes, stopsTask: 'asked', runAgainInMs: 600_000 });
    expect(steer(500, all)).toEqual({
      ...noWishes,
      retryAfterMs: 60_000,
      stopsTask: 'asked',
      neverRetry: true,
    });
  });

  test.each([
    ['2026-03-29T12:01:00Z', 60_000],
    ['2026-03-29T14:01:00.5+02:00', 60_500],
    ['2026-03-29T11:00:00Z', 0],
    ['2030-01-01T00:00:00Z', day],
    ['2026-13-29T12:01:00Z', null],
    ['tomorrow', null],
  ])('retries at %s', (text, retryAfterMs) => {
    expect(steer(500, { 'carillon-retry-at': text }).retryAfterMs).toBe(retryAfterMs);
  });

  test('is more exact than Retry-After, which counts when it cannot be read', () => {
    expect(steer(500, { 'carillon-retry-at': '60', 'retry-after': '5' }).retryAfterMs).toBe(60_000);
    expect(steer(500, { 'carillon-retry-at': 'x', 'retry-after': '5' }).retryAfterMs).toBe(5_000);
  });

  test.each([
    ['500ms', 1_000],
    ['0s', 1_000],
    ['90s', 90_000],
    ['2h', 7_200_000],
    ['31d', 30 * day],
    ['999999999d', 30 * day],
    ['9999999999s', null],
    ['10', null],
    ['-1m', null],
    ['1.5h', null],
  ])('runs again in %s', (text, runAgainInMs) => {
    expect(steer(200, { 'carillon-run-again-in': text }).runAgainInMs).toBe(runAgainInMs);
  });

  test('does not take “gone” back, and takes no word but true', () => {
    expect(steer(410, { 'carillon-pause': 'true' }).stopsTask).toBe('gone');
    expect(steer(500, { 'carillon-pause': 'no', 'carillon-never-retry': '0' })).toEqual(noWishes);
  });
});

describe('results', () => {
  const cost = (text: string) => read(200, { 'carillon-cost': text }).cost;
  const quality = (text: string) => read(200, { 'carillon-quality-score': text }).qualityScore;
  const inBody = (body: string, bodyComplete = true) => {
    const { cost, qualityScore } = read(200, {}, { body: Buffer.from(body), bodyComplete });
    return [cost, qualityScore];
  };

  test.each([
    ['12.5', '12.5'],
    ['0', '0'],
    ['0.000001', '0.000001'],
    ['0.0000016', '0.000002'],
    ['999999999999.999999', '999999999999.999999'],
    ['000000000000000001', '1.000000'],
    ['999999999999.9999999', null],
    ['1000000000000', null],
    ['-1', null],
    ['1e3', null],
    ['1e-7', '0.000000'],
    ['-0.0000001', null],
    ['NaN', null],
    ['', null],
    ['1,5', null],
  ])('a cost of %j is %j', (text, decimal) => {
    expect(cost(text)).toBe(decimal);
  });

  test.each([
    ['0.95', '0.95'],
    ['999.999', '999.999'],
    ['99.99951', '100.000'],
    ['-3.5', '-3.5'],
    ['999.9996', null],
    ['1000', null],
  ])('a quality score of %j is %j', (text, decimal) => {
    expect(quality(text)).toBe(decimal);
  });

  test('may stand in a JSON body as numbers or decimal text', () => {
    expect(inBody('{"cost":0.1,"qualityScore":87.25}')).toEqual(['0.1', '87.25']);
    expect(inBody('{"cost":1e-7}')).toEqual(['0.000000', null]);
    expect(inBody('{"cost":"123456789012.123456","qualityScore":-1}')).toEqual(['123456789012.123456', '-1']);
    expect(inBody('{"cost":true,"qualityScore":[1]}')).toEqual([null, null]);
    expect(inBody('{"a":{"cost":1}}')).toEqual([null, null]);
    expect(inBody('["cost"]')).toEqual([null, null]);
    expect(inBody('{"cost":1', true)).toEqual([null, null]);
    expect(inBody('{"cost":1}', false)).toEqual([null, null]);
  });

  test('of the headers come before those of the body', () => {
    const response = { body: Buffer.from('{"cost":1}') };
    expect(read(200, { 'carillon-cost': '2' }, response).cost).toBe('2');
  });

  test('of a failure do not count', () => {
    expect(read(500, { 'carillon-cost': '2' })).toEqual(noWishes);
  });
});

test('No receiver gets beyond the bounds, whatever it answers', () => {
  const word = fc.oneof(
    fc.string(),
    fc.nat().map(String),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.tuple(fc.nat(), fc.constantFrom('ms', 's', 'm', 'h', 'd')).map((parts) => parts.join('')),
    fc.constantFrom('true', 'required'),
  );
  const names = [
    'retry-after',
    'date',
    'carillon-callback',
    'carillon-callback-timeout',
    'carillon-retry-at',
    'carillon-run-again-in',
    'carillon-pause',
    'carillon-never-retry',
    'carillon-cost',
    'carillon-quality-score',
  ];
  const headers = fc.dictionary(fc.constantFrom(...names), word);
  const within = (value: number | null, min: number, max: number) =>
    value === null || (Number.isInteger(value) && value >= min && value <= max);
  fc.assert(
    fc.property(fc.constantFrom(200, 202, 410, 429, 500, 503), headers, (status, given) => {
      const wishes = steer(status, given);
      expect(within(wishes.retryAfterMs, 0, day)).toBe(true);
      expect(within(wishes.callbackWithinMs, 1_000, 7 * day)).toBe(true);
      expect(within(wishes.runAgainInMs, 1_000, 30 * day)).toBe(true);
      expect(wishes.cost ?? '0').toMatch(/^\d{1,12}(\.\d{1,6})?$/);
      expect(wishes.qualityScore ?? '0').toMatch(/^-?\d{1,3}(\.\d{1,3})?$/);
    }),
    { numRuns: 500 },
  );
});
