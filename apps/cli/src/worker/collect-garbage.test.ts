import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const module = new URL('../../dist/worker/collect-garbage.js', import.meta.url).href;

/** A process that hangs does not even end by its own timer. */
const program = `
  import { collectGarbage } from ${JSON.stringify(module)};
  let garbage = Array.from({ length: 500_000 }, (_, index) => ({ index }));
  garbage = null;
  const before = process.memoryUsage.rss();
  collectGarbage();
  setTimeout(() => process.stdout.write(String(before - process.memoryUsage.rss())), 500);
`;

test('memory goes back to the system, and the process goes on', async () => {
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 20_000,
  });
  expect(Number((await run).stdout)).toBeGreaterThan(5_000_000);
});
