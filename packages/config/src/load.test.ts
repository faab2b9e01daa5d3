import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppError } from '@carillon/domain';
import { environmentExample } from './environment-example.js';
import { parseVariables, unknownVariableWarnings } from './load.js';
import { isLoopback } from './loopback.js';
import { dataVariables, databaseVariables, listenerVariables, queueVariables } from './variables.js';

const variables = { ...databaseVariables, ...queueVariables, ...listenerVariables };
const refusal = (environment: Record<string, string>): AppError => {
  try {
    parseVariables(variables, environment);
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was refused');
};

describe('the environment', () => {
  test('fills in what is unset or empty', () => {
    const values = parseVariables(variables, { DATABASE_URL: 'postgres://localhost/x', REDIS_URL: '' });
    expect(values).toMatchObject({ REDIS_URL: null, CARILLON_LISTENER_PORT: 3011, CARILLON_CONCURRENCY: 50 });
  });

  test('reports every fault at once, each with its variable', () => {
    const error = refusal({
      REDIS_URL: 'http://x',
      CARILLON_LISTENER_PORT: '99999',
      CARILLON_CONCURRENCY: 'many',
    });
    expect(error.code).toBe('config.invalid');
    expect(error.fieldErrors.map(({ path }) => path).sort()).toEqual([
      'CARILLON_CONCURRENCY',
      'CARILLON_LISTENER_PORT',
      'DATABASE_URL',
      'REDIS_URL',
    ]);
    expect(error.message).toContain('DATABASE_URL: is required');
    expect(error.message).toContain('REDIS_URL: must be a URL beginning with redis:// or rediss://');
    expect(error.message).toContain('CARILLON_CONCURRENCY: must be a number');
  });

  test('never repeats a value, which may be a secret', () => {
    expect(refusal({ DATABASE_URL: 'mysql://user:canary@host/x' }).message).not.toContain('canary');
  });

  test('reads encryption keys, and names what is wrong with them without showing them', () => {
    const base64 = Buffer.alloc(32, 7).toString('base64');
    const read = (text: string) => parseVariables(dataVariables, { CARILLON_ENCRYPTION_KEYS: text });
    expect(read('').CARILLON_ENCRYPTION_KEYS).toBeNull();
    expect(read(`a:${base64},b:${base64}`).CARILLON_ENCRYPTION_KEYS?.map(({ id }) => id)).toEqual(['a', 'b']);
    const fault = 'CARILLON_ENCRYPTION_KEYS: key 2 is not id:base64 of 32 bytes';
    expect(() => read(`a:${base64},canary`)).toThrow(fault);
    expect(() => read(`a:${base64},canary`)).not.toThrow('canary');
  });

  test('.env.example explains every variable that it names', () => {
    const lines = environmentExample().split('\n');
    const named = lines.flatMap((line, index) => (/^#[A-Z_]+=/.test(line) ? [index] : []));
    expect(named.length).toBeGreaterThan(25);
    for (const index of named) expect(lines[index - 1]).toMatch(/^# .{10,}/);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carillon-secret-files-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([['postgres://localhost/x'], ['postgres://localhost/x\n'], ['postgres://localhost/x\r\n']])(
    'is read, and one newline at its end cut: %j',
    (text) => {
      const values = parseVariables(databaseVariables, { DATABASE_URL_FILE: file('url', text) });
      expect(values.DATABASE_URL).toBe('postgres://localhost/x');
    },
  );

  test('set beside its twin is refused, without either', () => {
    const both = {
      DATABASE_URL: 'postgres://canary1/x',
      DATABASE_URL_FILE: file('both', 'postgres://canary2/x'),
    };
    const { message, fieldErrors } = refusal(both);
    expect(fieldErrors).toEqual([
      { path: 'DATABASE_URL_FILE', message: 'must not be set together with DATABASE_URL' },
    ]);
    expect(message).not.toContain('canary');
  });

  test.each([
    ['that is not there', () => join(folder, 'nothing'), 'which cannot be read (ENOENT)'],
    ['that is a folder', () => folder, 'which cannot be read (EISDIR)'],
    ['that is empty', () => file('empty', '\n'), 'which is empty'],
  ])('%s is refused by its name, once', (_, path, reason) => {
    const { fieldErrors } = refusal({ DATABASE_URL_FILE: path() });
    expect(fieldErrors).toEqual([{ path: 'DATABASE_URL_FILE', message: `names ${path()}, ${reason}` }]);
  });

  test('is judged like the variable, and not repeated', () => {
    const { message } = refusal({ DATABASE_URL_FILE: file('bad', 'mysql://canary@host/x') });
    expect(message).toContain('DATABASE_URL: must be a URL');
    expect(message).not.toContain('canary');
  });
});

describe('an unknown variable', () => {
  test.each([
    ['CARILLON_CONCURENCY', ' Is CARILLON_CONCURRENCY meant?'],
    ['CARILLON_JWT_SECRETS_OF_ALL', ''],
    ['CARILLON_METRICS_TOKEN_FILES', ' Is CARILLON_METRICS_TOKEN_FILE meant?'],
  ])('%s is told, with the nearest name where one is near', (name, advice) => {
    expect(unknownVariableWarnings({ [name]: 'canary' })).toEqual([
      `${name} is set, and there is no such variable.${advice}`,
    ]);
  });

  test('is none of ours, of tests, or of others', () => {
    const known = {
      CARILLON_CONCURRENCY: '1',
      CARILLON_SMTP_URL_FILE: 'x',
      CARILLON_TEST_RUN: 'x',
      PATH: 'x',
    };
    expect(unknownVariableWarnings(known)).toEqual([]);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example.com', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
