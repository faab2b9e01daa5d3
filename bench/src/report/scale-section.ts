import type { ScaleResult } from '../scale/scale.js';
import { precise, whole } from './figures.js';
import { machineText } from './machine-text.js';
import { markdownTable } from './markdown-table.js';

const right = (title: string) => ({ title, align: 'right' }) as const;
const left = (title: string) => ({ title, align: 'left' }) as const;
const ms = (value: number): string => `${precise(value)} ms`;

function publisherPassTable({ publisherPasses }: ScaleResult): string {
  return markdownTable(
    ['sleeping tasks', 'pass p50', 'p99', 'max'].map(right),
    publisherPasses.map((row) => [whole(row.sleepingTasks), ...[row.p50Ms, row.p99Ms, row.maxMs].map(ms)]),
  );
}

function burstTable({ bursts }: ScaleResult): string {
  return markdownTable(
    [left('queue'), ...['due at once', 'lag p50', 'p95', 'p99', 'max'].map(right)],
    bursts.map(({ name, runs, lagMs }) => [
      name,
      whole(runs),
      ...[lagMs.p50, lagMs.p95, lagMs.p99, lagMs.max].map((value) => `${whole(value)} ms`),
    ]),
  );
}

function claimTable({ claims }: ScaleResult): string {
  return markdownTable(
    ['finished runs', 'claim p50', 'p99', 'max'].map(right),
    claims.map((row) => [whole(row.finishedRuns), ...[row.p50Ms, row.p99Ms, row.maxMs].map(ms)]),
  );
}

function idleMemoryTable({ idleMemory }: ScaleResult): string {
  return markdownTable(
    [left('queue'), left('resident memory')],
    idleMemory.map(({ queue, residentMb }) => [
      queue,
      Object.entries(residentMb)
        .map(([process, mb]) => `${process} ${whole(mb)} MiB`)
        .join(', '),
    ]),
  );
}

export function scaleTables(result: ScaleResult): string {
  return [publisherPassTable, burstTable, claimTable, idleMemoryTable]
    .map((table) => table(result))
    .join('\n\n');
}

/** The section of docs/benchmarks.md. */
export function scaleSection(result: ScaleResult): string {
  const { publisherPasses, claims } = result;
  return `## Scale

A pass of the publisher that finds 10 due tasks among many that sleep: the look for what is due, the look at the backlog, the
transaction that publishes. ${whole(publisherPasses[0]!.passes)} passes each, over freshly vacuumed tables.

${publisherPassTable(result)}

Many tasks due in the same second, with warm processes: from the due instant to the first byte at the receiver.

${burstTable(result)}

The listener's claim of a bundle of 100 runs, their open logs included; ${whole(claims[0]!.bundles)} claims each. The finished runs
and their logs lie in the partitions of the last seven days, today's among them.

${claimTable(result)}

A publisher and a listener with nothing to do.

${idleMemoryTable(result)}

${machineText(result)}`;
}
