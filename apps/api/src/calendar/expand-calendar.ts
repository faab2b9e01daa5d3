import type { PlannedTask } from '@carillon/db';
import { scheduleOf } from '@carillon/domain';
import type { Bounds, FireTimes, Span } from './fire-times.js';
import { clipFireTimes, fireTimesIn, SearchBudget } from './fire-times.js';

/** Tasks of one schedule that fire often: told in one line. */
export interface Series {
  taskSchedule: string;
  timeZone: string;
  /** The distance between two runs that is met most, of one task. */
  everyMs: number | null;
  /** Of all of its tasks together. */
  runs: number;
  firstMs: number;
  lastMs: number;
  taskCount: number;
  /** The first of them. */
  tasks: { id: string; taskName: string }[];
}

export interface Calendar {
  /** Runs that are planned, one by one, the earliest first. */
  occurrences: { atMs: number; task: PlannedTask }[];
  series: Series[];
  /** How many runs each bucket of the span has. */
  counts: number[];
  /** The same of each lane, without buckets that have none. */
  laneCounts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  runs: number;
  taskCount: number;
  isEstimated: boolean;
  /** What there was no room or no time for. */
  leftOut: { occurrences: number; tasks: number };
}

export interface CalendarRequest extends Span {
  /** Most of `occurrences`. */
  limit: number;
  /** How many instants may be searched for all of it. */
  searchesMax: number;
}

const dayMs = 86_400_000;
/** A schedule that fires more often in a day is told in one line. */
const singlyPerDayMax = 12;
const seriesMax = 200;
const namedTasksMax = 10;

/** The runs that tasks are planned to have. Tasks of one schedule cost no more than one of them. */
export async function expandCalendar(
  tasks: readonly PlannedTask[],
  { limit, searchesMax, ...span }: CalendarRequest,
): Promise<Calendar> {
  const budget = new SearchBudget(searchesMax);
  const draft = new Draft(span, limit);
  for (const group of bySchedule(tasks)) {
    const schedule = scheduleOf(group[0]!);
    if (schedule === null) for (const task of group) draft.addOnce(task);
    else if (budget.isSpent) draft.leaveOut(group);
    else {
      const times = await fireTimesIn(schedule, span, budget);
      if (times !== null) draft.addRecurring(group, times);
      else if (budget.isSpent) draft.leaveOut(group);
    }
  }
  return draft.finish();
}

/** Groups of one schedule, those with the most tasks first, so that a short budget is spent where it tells most. */
function bySchedule(tasks: readonly PlannedTask[]): PlannedTask[][] {
  const groups = new Map<string, PlannedTask[]>();
  for (const task of tasks) {
    const key = [task.taskSchedule, task.timeZone, task.dstGap, task.dstOverlap].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [task]);
    else group.push(task);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

class Draft {
  readonly #counts: number[];
  readonly #laneCounts = new Map<string, Map<number, number>>();
  readonly #series: Series[] = [];
  #occurrences: Calendar['occurrences'] = [];
  #cut = 0;
  #runs = 0;
  #taskCount = 0;
  #tasksLeftOut = 0;
  #isEstimated = false;
  readonly #singlyMax: number;

  constructor(
    private readonly span: Span,
    private readonly limit: number,
  ) {
    this.#counts = Array<number>(Math.ceil((span.toMs - span.fromMs) / span.bucketMs)).fill(0);
    this.#singlyMax = singlyPerDayMax * Math.max(1, (span.toMs - span.fromMs) / dayMs);
  }

  addOnce(task: PlannedTask): void {
    const { fromMs, toMs, sinceMs, bucketMs } = this.span;
    if (task.nextRunAtMs < Math.max(fromMs, sinceMs) || task.nextRunAtMs >= toMs) return;
    this.#taskCount += 1;
    this.#runs += 1;
    this.#count(task, Math.floor((task.nextRunAtMs - fromMs) / bucketMs), 1);
    this.#list(task.nextRunAtMs, task);
  }

  addRecurring(group: readonly PlannedTask[], times: FireTimes): void {
    let series: Series | null = null;
    for (const task of group) {
      const own = clipFireTimes(times, this.span, boundsOf(task));
      if (own === null) continue;
      this.#taskCount += 1;
      this.#addTimes(task, own);
      if (own.instants !== null && own.total <= this.#singlyMax) {
        for (const at of own.instants) this.#list(at, task);
      } else if (series === null) {
        series = seriesOf(task, own);
        this.#series.push(series);
      } else join(series, task, own);
    }
  }

  leaveOut(group: readonly PlannedTask[]): void {
    this.#tasksLeftOut += group.length;
  }

  finish(): Calendar {
    this.#keepEarliest();
    return {
      occurrences: this.#occurrences,
      series: this.#series.sort((a, b) => b.runs - a.runs).slice(0, seriesMax),
      counts: this.#counts,
      laneCounts: this.#laneCounts,
      runs: this.#runs,
      taskCount: this.#taskCount,
      isEstimated: this.#isEstimated,
      leftOut: { occurrences: this.#cut, tasks: this.#tasksLeftOut },
    };
  }

  #addTimes(task: PlannedTask, { counts, total, isEstimated }: FireTimes): void {
    for (const [bucket, count] of counts) this.#count(task, bucket, count);
    this.#runs += total;
    this.#isEstimated ||= isEstimated;
  }

  #count({ lane }: PlannedTask, bucket: number, count: number): void {
    this.#counts[bucket]! += count;
    if (lane === null) return;
    const counts = this.#laneCounts.get(lane) ?? new Map<number, number>();
    counts.set(bucket, (counts.get(bucket) ?? 0) + count);
    this.#laneCounts.set(lane, counts);
  }

  #list(atMs: number, task: PlannedTask): void {
    this.#occurrences.push({ atMs, task });
    if (this.#occurrences.length >= 4 * this.limit + 1_000) this.#keepEarliest();
  }

  #keepEarliest(): void {
    this.#occurrences.sort(
      (a, b) =>
        a.atMs - b.atMs || (a.task.taskName < b.task.taskName ? -1 : 1) || (a.task.id < b.task.id ? -1 : 1),
    );
    this.#cut += Math.max(0, this.#occurrences.length - this.limit);
    this.#occurrences = this.#occurrences.slice(0, this.limit);
  }
}

function boundsOf({ startsAtMs, nextRunAtMs, endsAtMs, runsLeft }: PlannedTask): Bounds {
  return {
    fromMs: Math.max(startsAtMs ?? -Infinity, nextRunAtMs),
    untilMs: endsAtMs ?? Infinity,
    runsMax: Math.max(0, runsLeft ?? Number.MAX_SAFE_INTEGER),
  };
}

function seriesOf(task: PlannedTask, { everyMs, total, firstMs, lastMs }: FireTimes): Series {
  const { taskSchedule, timeZone, id, taskName } = task;
  return {
    taskSchedule: taskSchedule!,
    timeZone,
    everyMs,
    runs: total,
    firstMs,
    lastMs,
    taskCount: 1,
    tasks: [{ id, taskName }],
  };
}

function join(series: Series, { id, taskName }: PlannedTask, { total }: FireTimes): void {
  series.runs += total;
  series.taskCount += 1;
  if (series.tasks.length < namedTasksMax) series.tasks.push({ id, taskName });
}
