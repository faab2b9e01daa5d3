import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const root = fileURLToPath(new URL('../../..', import.meta.url));

// A process of its own for each zone: Jest's sandbox does not hand a changed TZ on to the engine.
test.each(['Australia/Sydney', 'America/New_York', 'UTC'])(
  'every schedule is the same on a machine in %s',
  async (hostZone) => {
    const env = { ...process.env, TZ: hostZone, NODE_OPTIONS: '--experimental-vm-modules' };
    const tests = 'packages/domain/src/schedule.test.ts';
    const { stderr } = await promisify(execFile)(process.execPath, [jest, '--runTestsByPath', tests], {
      cwd: root,
      env,
    });
    expect(stderr).toMatch(/Tests: +\d+ passed/);
  },
  60_000,
);
