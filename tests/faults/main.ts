import { parseArgs } from 'node:util';
import { allRows } from './all-rows.js';
import { runMutations } from './mutations.js';
import { writeReport } from './report.js';
import type { Backend } from './backend.js';
import type { RowResult } from './run-row.js';
import { runRow } from './run-row.js';

const usage = `npm run faults -- [--rows 1,2,17] [--backend redis|postgresql] [--seed N] [--fast | --short] [--write] [--mutations]
  --rows      only these rows
  --backend   only with the queue there
  --fast      the rows of npm test, in their short form
  --short     all rows in their short form
  --seed      of everything random; printed, so that a run can be repeated
  --write     writes docs/fault-matrix.md
  --mutations takes one guard after the other away, in a copy, and expects its rows to fail;
              with --rows: only the guards of these numbers
`;

/** The command. @returns the exit code: 0 when every row held, 1 when one did not, 2 for a wrong usage */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    process.stderr.write(usage);
    return 2;
  }
  const { wanted, rows, backends, seed, isLong, write } = options;
  process.stdout.write(`Seed ${seed}.\n`);
  if (options.mutations) return runMutations(seed, wanted);
  const results: RowResult[] = [];
  for (const row of allRows.filter(rows)) {
    for (const backend of row.backends.filter((one) => backends.includes(one))) {
      const result = await runRow(row, backend, { seed, isLong, withViews: true });
      results.push(result);
      process.stdout.write(lineOf(result));
    }
  }
  if (write) await writeReport(results, { seed, isLong });
  const count = (verdict: RowResult['verdict']) => results.filter((one) => one.verdict === verdict).length;
  process.stdout.write(`${count('pass')} held, ${count('fail')} failed, ${count('skip')} skipped\n`);
  return count('fail') > 0 || results.length === 0 ? 1 : 0;
}

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        rows: { type: 'string' },
        backend: { type: 'string' },
        seed: { type: 'string' },
        fast: { type: 'boolean', default: false },
        short: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        mutations: { type: 'boolean', default: false },
      },
    });
    const wanted = values.rows?.split(',').map(Number);
    const seed = Number(values.seed ?? Date.now() % 1_000_000);
    const backends: Backend[] = (['redis', 'postgresql'] as const).filter(
      (one) => values.backend === undefined || one === values.backend,
    );
    if (backends.length === 0 || Number.isNaN(seed) || wanted?.some(Number.isNaN)) return null;
    return {
      wanted,
      mutations: values.mutations,
      rows: ({ row, fast }: { row: number; fast?: boolean }) =>
        (wanted?.includes(row) ?? true) && (!values.fast || fast === true),
      backends,
      seed,
      isLong: !values.fast && !values.short,
      write: values.write,
    };
  } catch {
    return null;
  }
}

function lineOf({ row, backend, verdict, injected, findings, reasons, ms }: RowResult): string {
  const figures =
    findings === null
      ? ''
      : ` · injected ${injected}, expected ${findings.expected}, delivered ${findings.delivered}, skipped ${findings.skipped}, repeated ${findings.repeats}, lost ${findings.lost}`;
  const head = `${verdict.toUpperCase()} ${String(row.row).padStart(2)} ${backend}: ${row.title}${figures} (${(ms / 1_000).toFixed(1)} s)\n`;
  return (
    head +
    reasons
      .slice(0, 8)
      .map((reason) => `       ${reason}\n`)
      .join('')
  );
}
