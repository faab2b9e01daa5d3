import type { ThroughputResult } from '../throughput/throughput.js';
import { precise, whole } from './figures.js';
import type { Column } from './markdown-table.js';
import { markdownTable } from './markdown-table.js';
import { machineText } from './machine-text.js';

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

/** The rates and lags; the first thing that a reader looks for. */
function rateTable({ systems }: ThroughputResult): string {
  return markdownTable(
    [left('system'), ...['runs/s', 'min–max', 'of the ceiling', 'lag p50', 'p95', 'p99', 'max'].map(right)],
    systems.map(({ name, lagMs, ratios, ...rates }) => [
      name,
      whole(rates.runsPerSecond),
      `${whole(rates.runsPerSecondMin)}–${whole(rates.runsPerSecondMax)}`,
      ratios.ceiling === undefined ? '' : `${Math.round(ratios.ceiling * 100)} %`,
      ...[lagMs.p50, lagMs.p95, lagMs.p99, lagMs.max].map((ms) => `${whole(ms)} ms`),
    ]),
  );
}

/** How many times as fast Carillon is as each of the others. */
function ratioTable({ systems }: ThroughputResult): string {
  const isOurs = (name: string): boolean => name.startsWith('carillon');
  const ours = systems.filter(({ name }) => isOurs(name));
  const others = systems.filter(({ name }) => !isOurs(name)).map(({ name }) => name);
  return markdownTable(
    [left('times as fast as'), ...others.map(right)],
    ours.map(({ name, ratios }) => [name, ...others.map((other) => `${ratios[other]!.toFixed(2)} ×`)]),
  );
}

/** Milliseconds of CPU per run are seconds per 1,000 runs. */
function cpuTable({ systems }: ThroughputResult): string {
  const shared = ['receiver', 'postgres', 'redis'];
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return markdownTable(
    [left('system'), left('its own processes'), ...[...shared, 'all'].map(right)],
    systems.map(({ name, cpuSecondsPer1000Runs: cpu }) => [
      name,
      Object.entries(cpu)
        .filter(([process]) => !shared.includes(process))
        .map(([process, seconds]) => `${process} ${precise(seconds)}`)
        .join(', '),
      ...shared.map((process) => (cpu[process] === undefined ? '' : precise(cpu[process]))),
      precise(sum(Object.values(cpu))),
    ]),
  );
}

function memoryTable({ systems }: ThroughputResult): string {
  return markdownTable(
    [left('system'), left('peak memory')],
    systems.map(({ name, peakMemoryMb }) => [
      name,
      Object.entries(peakMemoryMb)
        .map(([process, mb]) => `${process} ${whole(mb)} MiB`)
        .join(', '),
    ]),
  );
}

export function throughputTables(result: ThroughputResult): string {
  return [
    rateTable(result),
    ratioTable(result),
    `CPU seconds per 1,000 runs:\n\n${cpuTable(result)}`,
    memoryTable(result),
  ].join('\n\n');
}

/** The section of docs/benchmarks.md. */
export function throughputSection(result: ThroughputResult): string {
  const { systems, skipped, runs, rounds, warmUpRuns, concurrency } = result;
  return `## Throughput

![Runs per second of each system; the figures are in the table below](benchmarks.svg)

${throughputTables(result)}

${whole(runs)} tasks are due in the same second. Each is a POST of a small JSON body to one local receiver, and the outcome of
each is logged durably in PostgreSQL (\`fsync\` and \`synchronous_commit\` on). Medians of ${rounds} rounds, in each of which all systems took their turn.

- The clock runs from the first claim to the last committed outcome, by the system's own records in PostgreSQL.
- Lag runs from the due instant to the first byte at the receiver. With everything due at once it is how long the
  last of all waits, not how late a lone task is; that is what \`npm run bench -- lag\` measures.
- Every system starts afresh in each round, on an empty database of one server, and does ${whole(warmUpRuns)} runs first that do not count. Its
  tasks are entered before they are due, the tables vacuumed and analysed, and a checkpoint made.
- The same concurrency for all but the specified BullMQ, which has five: ${concurrency} deliveries at a time. Afterwards every run has arrived once and has its outcome on record, or the measurement fails.
- The peers write one row per outcome; Carillon writes a run and a log, and opens the log before it sends.
- CPU is that of the processes themselves from /proc; PostgreSQL's includes all its children.

How each system was set up:

${systems.map(({ name, settings }) => `- \`${name}\`: ${settings}`).join('\n')}
${skipped.map(({ name, reason }) => `- \`${name}\` was skipped: ${reason}\n`).join('')}
${machineText(result)}`;
}
