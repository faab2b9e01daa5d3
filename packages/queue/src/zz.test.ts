import { test } from '@jest/globals';
import { Harness } from './testing/harness.js';
import { until } from '@carillon/testkit';
import { writeFileSync, appendFileSync } from 'node:fs';
test('x', async () => {
  const h = new Harness({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', redisUrl: 'redis://127.0.0.1:1', prefix: 'zz' });
  h.consumer();
  await until(() => h.errors.length > 0, { what: 'e' });
  await h.close();
  writeFileSync('/tmp/qt/res.txt', '');
  const t0 = Date.now();
  for (let i = 0; i < 80; i++) { appendFileSync('/tmp/qt/res.txt', `${Date.now() - t0} ${process.getActiveResourcesInfo().join(',')}\n`); await new Promise((r) => setTimeout(r, 100)); }
});
