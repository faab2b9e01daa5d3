import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { Stack } from '../stack.js';

const scripts = {
  api: ['../../apps/api/dist/main.js'],
  publisher: ['../../apps/cli/dist/main.js', 'publisher'],
  listener: ['../../apps/cli/dist/main.js', 'listener'],
};
type Name = keyof typeof scripts;

/** Starts a process that is to refuse. No database is there, so one that goes on ends with another code. */
async function refuse(
  name: Name,
  settings: Record<string, string>,
): Promise<{ code: unknown; stderr: string }> {
  const [script, ...args] = scripts[name];
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: 'postgres://127.0.0.1:9/x', ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [fileURLToPath(new URL(script!, import.meta.url)), ...args],
      { env: env, timeout: 20_000 },
      (error, _stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stderr }),
    );
  });
}

const sampleKey = `k:${Buffer.alloc(32, 7).toString('base64')}`;
const refusals: [Name, Record<string, string>, string][] = [
  ['api', { CARILLON_ENCRYPTION_KEYS: sampleKey }, 'CARILLON_ENCRYPTION_KEYS'],
  ['api', { CARILLON_METRICS_TOKEN: 'change-me-change-me' }, 'CARILLON_METRICS_TOKEN'],
  [
    'api',
    { CARILLON_ADMIN_EMAIL: 'a@example.org', CARILLON_ADMIN_PASSWORD: 'password1234' },
    'CARILLON_ADMIN_PASSWORD',
  ],
  ['api', { JWT_SECRET: 'change-me-change-me-change-me-change-me' }, 'JWT_SECRET'],
  ['publisher', { CARILLON_ENCRYPTION_KEYS: sampleKey }, 'CARILLON_ENCRYPTION_KEYS'],
  ['listener', { CARILLON_METRICS_TOKEN: 'change-me-change-me' }, 'CARILLON_METRICS_TOKEN'],
];

describe('a process that others reach', () => {
  test.each(refusals)('as %s refuses %j in one readable line, with 3', async (name, settings, variable) => {
    const host = { [`CARILLON_${name.toUpperCase()}_HOST`]: '0.0.0.0' };
    const { code, stderr } = await refuse(name, { ...settings, ...host });
    expect(code).toBe(3);
    expect(stderr).toContain(`${variable}: is a sample that everybody knows`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (const [key, value] of Object.entries(settings))
      if (key === variable) expect(stderr).not.toContain(value);
  });
});

(hasTestDatabase ? test : test.skip)(
  'a process on loopback starts with a sample, and warns of it',
  async () => {
    const stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    for (const kind of ['api', 'listener'] as const) {
      await stack.spawn(kind, { CARILLON_ENCRYPTION_KEYS: sampleKey });
      expect(stack.hasLogged(kind, 'CARILLON_ENCRYPTION_KEYS is a sample')).toBe(true);
    }
    await stack.stop();
  },
  60_000,
);
