import type { Pool } from '@carillon/db';
import { databaseTime, listPlannedTasks } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import { invalidField } from '../http/problem.js';
import type { CalendarAnswer, CalendarQuery } from './calendar.schemas.js';
import type { Calendar } from './expand-calendar.js';
import { expandCalendar } from './expand-calendar.js';

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
    const areMoreTasks = tasks.length > tasksMax;
    return {
      ...{ from: isoOf(fromMs), to: isoOf(toMs), now: isoOf(nowMs) },
      ...toAnswer(calendar),
      load: { bucketMs, counts: calendar.counts },
      leftOut: { ...calendar.leftOut, tasks: calendar.leftOut.tasks + (areMoreTasks ? 1 : 0) },
    };
  }
}

function toAnswer({ occurrences, series, runs, taskCount, isEstimated }: Calendar) {
  return {
    ...{ runs, taskCount, isEstimated },
    occurrences: occurrences.map(({ atMs, task }) => {
      const { id, taskName, taskSchedule, timeZone, lane, priority, tags } = task;
      return { at: isoOf(atMs), taskId: id, taskName, taskSchedule, timeZone, lane, priority, tags };
    }),
    series: series.map(({ firstMs, lastMs, ...told }) => {
      return { ...told, firstAt: isoOf(firstMs), lastAt: isoOf(lastMs) };
    }),
  };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
