import { describe, expect, test } from '@jest/globals';
import type { AppError } from '@carillon/domain';
import { environmentExample } from './environment-example.js';
import { parseVariables } from './load.js';
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
