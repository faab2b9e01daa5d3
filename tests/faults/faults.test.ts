import { describe, expect, test } from '@jest/globals';
import { allRows } from './all-rows.js';
import { missingFor, runRow } from './run-row.js';

const seed = Number(process.env.CARILLON_TEST_SEED ?? Date.now() % 1_000_000);

describe('the fault matrix, the rows that are quick', () => {
  for (const row of allRows.filter((one) => one.fast)) {
    // One of the two backends each, in turn, so that each has its share of the time.
    const backend = row.backends[row.row % row.backends.length]!;
    (missingFor(row, backend) === null ? test : test.skip)(
      `row ${row.row}, queue in ${backend}: ${row.title}`,
      async () => {
        const { reasons } = await runRow(row, backend, { seed, isLong: false });
        expect({ seed, reasons }).toEqual({ seed, reasons: [] });
      },
      240_000,
    );
  }
});
