import type { Stack } from '../stack.js';
import type { Evidence } from './evidence.js';

/** Lists count no further. */
const countMax = 10_001;

type Counts = Record<string, number>;

interface Summary {
  from: string;
  to: string;
  total: number;
  byStatus: Counts;
}

interface Answers {
  statistics: Summary;
  tasks: { total: number };
  runs: { total: number };
  queueStatus: { depth: { count: number }[] };
}

const query = `{
  statistics(window: "30d") { from to total byStatus }
  tasks(limit: 1) { total }
  runs(limit: 1) { total }
  queueStatus { depth { count } }
}`;

/** I10, views agree: what the API counts, over REST (as the dashboard asks) and GraphQL, is what the database holds. */
export async function checkViews(stack: Stack, { tasks, runs }: Evidence): Promise<string[]> {
  const graph = await stack.query<Answers>(query);
  const rest: Answers = {
    statistics: await stack.request<Summary>('GET', '/statistics/summary?window=30d'),
    tasks: await stack.request('GET', '/tasks?limit=1&total=true'),
    runs: await stack.request('GET', '/runs?limit=1&total=true'),
    queueStatus: await stack.request('GET', '/queue/status'),
  };
  const facets = await stack.request<{ total: number }>('GET', '/statistics/task-facets');
  const { points } = await stack.request<{ points: Summary[] }>('GET', '/statistics/timeseries?window=30d');
  const expected = (summary: Summary) => ({
    statistics: countRuns(runs, summary),
    tasks: Math.min(tasks.length, countMax),
    runs: Math.min(runs.length, countMax),
    queued: 0,
  });
  return [
    ...compare('REST', countsOf(rest), expected(rest.statistics)),
    ...compare('GraphQL', countsOf(graph), expected(graph.statistics)),
    ...compare('the facets', facets.total, tasks.length),
    ...compare('the series', addUp(points), countRuns(runs, rest.statistics)),
  ];
}

function countsOf({ statistics, tasks, runs, queueStatus }: Answers) {
  return {
    statistics: withoutZeros(statistics.byStatus),
    tasks: tasks.total,
    runs: runs.total,
    queued: queueStatus.depth.reduce((sum, { count }) => sum + count, 0),
  };
}

/** Skipped ones by the instants that they stand for. */
function countRuns(runs: Evidence['runs'], { from, to }: Summary): Counts {
  const counts: Counts = {};
  for (const { runStatus, scheduledMs, occurrences } of runs) {
    if (scheduledMs <= Date.parse(from) || scheduledMs > Date.parse(to)) continue;
    counts[runStatus] = (counts[runStatus] ?? 0) + (runStatus === 'skipped' ? occurrences : 1);
  }
  return withoutZeros(counts);
}

function addUp(points: Summary[]): Counts {
  const counts: Counts = {};
  for (const { byStatus } of points)
    for (const [status, count] of Object.entries(byStatus)) counts[status] = (counts[status] ?? 0) + count;
  return withoutZeros(counts);
}

/** In the order of their names, so that two that are the same read the same. */
function withoutZeros(counts: Counts): Counts {
  const named = Object.entries(counts).filter(([, count]) => count > 0);
  return Object.fromEntries(named.sort(([one], [other]) => one.localeCompare(other)));
}

function compare(view: string, found: unknown, expected: unknown): string[] {
  const [counted, held] = [JSON.stringify(found), JSON.stringify(expected)];
  return counted === held ? [] : [`I10: ${view} counts ${counted}, the database holds ${held}`];
}
