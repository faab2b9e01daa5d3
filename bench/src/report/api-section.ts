import type { ApiResult } from '../api/measure-api.js';
import { precise, whole } from './figures.js';
import { machineText } from './machine-text.js';
import { markdownTable } from './markdown-table.js';

const right = (title: string) => ({ title, align: 'right' }) as const;
const left = (title: string) => ({ title, align: 'left' }) as const;
const ms = (value: number): string => `${precise(value)} ms`;
const mb = (value: number | null): string => (value === null ? 'unknown' : `${whole(value)} MiB`);

function requestTable({ requests }: ApiResult): string {
  return markdownTable(
    [left('request'), ...['p50', 'p95', 'p99', 'per second'].map(right)],
    requests.map((row) => [row.name, ...[row.p50Ms, row.p95Ms, row.p99Ms].map(ms), whole(row.perSecond)]),
  );
}

function broadcastTable({ sockets, broadcast }: ApiResult): string {
  const { p50Ms, p99Ms, memoryBeforeMb, memoryMb } = broadcast;
  return markdownTable(
    ['sockets', 'commit to client p50', 'p99', 'memory before', 'with all connected'].map(right),
    [[whole(sockets), ms(p50Ms), ms(p99Ms), mb(memoryBeforeMb), mb(memoryMb)]],
  );
}

export function apiTables(result: ApiResult): string {
  return [requestTable(result), broadcastTable(result)].join('\n\n');
}

/** The section of docs/benchmarks.md. */
export function apiSection(result: ApiResult): string {
  const { tasks, runs, clients, seconds, processes, broadcast } = result;
  const api = processes === 1 ? 'One API process' : `${processes} API processes under one port`;
  return `## API

${api} with ${whole(tasks)} tasks and ${whole(runs)} finished runs stored. ${whole(clients)} clients each send their next request as soon as
the last one is answered, ${whole(seconds)} s for each kind of request; the clients are on the same machine and take their share of it.
A list page has 25 tasks.

${requestTable(result)}

${whole(broadcast.changes)} changes of tasks, one after the other, each told to every connected Socket.IO client: from the moment at which the API has
committed it to the receipt by each client, whole milliseconds. Memory is the resident memory of all processes of the API.

${broadcastTable(result)}

${machineText(result)}`;
}
