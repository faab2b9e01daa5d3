import { describe, expect, test } from '@jest/globals';
import { allRows } from './all-rows.js';
import type { Backend } from './backend.js';
import type { Row } from './row.js';
import { missingFor, runRow } from './run-row.js';

const seed = Number(process.env.CARILLON_TEST_SEED ?? Date.now() % 1_000_000);
const quick = { seed, isLong: false, withViews: false };

describe('the fault matrix, the rows that are quick', () => {
  for (const row of allRows.filter((one) => one.fast)) {
    // One of the two backends each, in turn, so that each has its share of the time.
    const backend = row.backends[row.row % row.backends.length]!;
    (missingFor(row, backend) === null ? test : test.skip)(
      `row ${row.row}, queue in ${backend}: ${row.title}`,
      async () => {
        const reasons = await faultsOf(row, backend);
        expect({ seed, reasons }).toEqual({ seed, reasons: [] });
      },
      240_000,
    );
  }
});

/** On the machine of others a row may be too slow once, and that is told; a broken promise is never forgiven. */
async function faultsOf(row: Row, backend: Backend): Promise<string[]> {
  const { reasons } = await runRow(row, backend, quick);
  const isBroken = reasons.some((reason) => /^I\d+:/.test(reason));
  if (process.env.CI !== 'true' || reasons.length === 0 || isBroken) return reasons;
  process.stderr.write(`Row ${row.row} is run again, seed ${seed}: ${reasons.join('; ')}\n`);
  return (await runRow(row, backend, quick)).reasons;
}
