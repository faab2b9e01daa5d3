import type { Pool } from '@carillon/db';
import { databaseTime, listBlackoutWindows, listLaneRooms, listPlannedTasks } from '@carillon/db';
import type { BlackoutSpan, BlackoutWindow } from '@carillon/domain';
import { blackoutAt, blackoutsFor, blackoutSpans } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { toMark } from '../blackouts/blackout-mark.js';
import { POOL } from '../dependencies.js';
import { invalidField } from '../http/problem.js';
import type { CalendarAnswer, CalendarQuery } from './calendar.schemas.js';
import { blackoutSpansMax, overloadsMax } from './calendar.schemas.js';
import type { Calendar } from './expand-calendar.js';
import { expandCalendar } from './expand-calendar.js';
import type { Span } from './fire-times.js';
import { laneOverloads } from './lane-overloads.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const spanDaysMax = 42;
const minutesUpToMs = 6 * hourMs;
const tasksMax = 20_000;
/** About a second and a half of computing. */
const searchesMax = 300_000;

/** Which runs are to come, by the rule that the publisher goes by. */
@Injectable()
export class CalendarService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws AppError `request.invalid` */
  async read({ limit, ...query }: CalendarQuery): Promise<CalendarAnswer> {
    const nowMs = await databaseTime(this.pool);
    const fromMs = query.from === undefined ? nowMs : Date.parse(query.from);
    const toMs = query.to === undefined ? fromMs + 7 * dayMs : Date.parse(query.to);
    if (toMs <= fromMs) throw invalidField('to', 'must be after from');
    if (toMs - fromMs > spanDaysMax * dayMs)
      throw invalidField('to', `must be within ${spanDaysMax} days of from`);
    const bucketMs = toMs - fromMs <= minutesUpToMs ? minuteMs : hourMs;
    const { tag, lane, taskId } = query;
    const tasks =
      nowMs >= toMs
        ? []
        : await listPlannedTasks(this.pool, {
            ...{ to: isoOf(toMs), tag, lane, taskId },
            limit: tasksMax + 1,
          });
    const span = { fromMs, toMs, bucketMs, sinceMs: nowMs };
    const calendar = await expandCalendar(tasks.slice(0, tasksMax), { ...span, limit, searchesMax });
    const windows = await listBlackoutWindows(this.pool, fromMs);
    const areMoreTasks = tasks.length > tasksMax;
    return {
      ...{ from: isoOf(fromMs), to: isoOf(toMs), now: isoOf(nowMs) },
      ...toAnswer(calendar, windows),
      blackouts: toSpans(windows, span),
      overloads: await this.#overloads(calendar, span),
      load: { bucketMs, counts: calendar.counts },
      leftOut: { ...calendar.leftOut, tasks: calendar.leftOut.tasks + (areMoreTasks ? 1 : 0) },
    };
  }

  /** Many runs in a minute are nothing to a lane that has the hour for them. */
  async #overloads(
    { laneCounts }: Calendar,
    { fromMs, bucketMs }: Span,
  ): Promise<CalendarAnswer['overloads']> {
    if (bucketMs < hourMs || laneCounts.size === 0) return [];
    const rooms = await listLaneRooms(this.pool, [...laneCounts.keys()]);
    return laneOverloads(laneCounts, rooms, bucketMs)
      .slice(0, overloadsMax)
      .map(({ bucket, ...told }) => ({ at: isoOf(fromMs + bucket * bucketMs), ...told }));
  }
}

function toAnswer(
  { occurrences, series, runs, taskCount, isEstimated }: Calendar,
  windows: BlackoutWindow[],
) {
  return {
    ...{ runs, taskCount, isEstimated },
    occurrences: occurrences.map(({ atMs, task }) => {
      const { id, taskName, taskSchedule, timeZone, lane, priority, tags } = task;
      const blackout = toMark(blackoutAt(blackoutsFor(windows, tags), atMs));
      return {
        at: isoOf(atMs),
        taskId: id,
        taskName,
        taskSchedule,
        timeZone,
        lane,
        priority,
        tags,
        blackout,
      };
    }),
    series: series.map(({ firstMs, lastMs, ...told }) => {
      return { ...told, firstAt: isoOf(firstMs), lastAt: isoOf(lastMs) };
    }),
  };
}

function toSpans(windows: BlackoutWindow[], span: BlackoutSpan): CalendarAnswer['blackouts'] {
  return windows
    .flatMap((window) => blackoutSpans(window, span, blackoutSpansMax).map((times) => ({ window, times })))
    .sort((a, b) => a.times.fromMs - b.times.fromMs)
    .slice(0, blackoutSpansMax)
    .map(({ window: { id, name, tags }, times }) => {
      return { id, name, tags: [...tags], from: isoOf(times.fromMs), to: isoOf(times.toMs) };
    });
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
