import { expect, test } from '@jest/globals';
import { locateBinaries } from './binaries.js';

test('the programs of this machine are found', async () => {
  const { postgres, initdb, home } = await locateBinaries();
  expect([postgres, initdb]).toEqual([`${home}/bin/postgres`, `${home}/bin/initdb`]);
});

test.each([
  ['win32', 'x64'],
  ['linux', 'riscv64'],
  ['freebsd', 'x64'],
])('%s on %s is refused with the way out', async (platform, architecture) => {
  await expect(locateBinaries(platform, architecture)).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining(`${platform}-${architecture}`),
    hint: expect.stringContaining('DATABASE_URL'),
  });
});

test('a platform whose package was left out by the installer is refused with the cause', async () => {
  const other = process.platform === 'darwin' ? 'linux' : 'darwin';
  await expect(locateBinaries(other, 'arm64')).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining('not installed'),
  });
});
