import type {
  FailingStreak,
  FailureGroup,
  HeatMapDay,
  HistogramBucket,
  Percentiles,
  Pool,
  StatisticsPoint,
  StatisticsSummary,
  TaskDurations,
} from '@carillon/db';
import {
  readFailingStreaks,
  readFailures,
  readHeatMap,
  readHistogram,
  readSlowestTasks,
  readSummary,
  readTimeseries,
} from '@carillon/db';
import type { OutcomeExplanation } from '@carillon/domain';
import { explainOutcome, readTimeZone } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import type {
  FailuresQuery,
  HeatMapQuery,
  HistogramQuery,
  RankedTasksQuery,
  SummaryQuery,
  TimeseriesQuery,
} from './statistics.schemas.js';
import { bucketsMs, histogramBoundsMs } from './statistics.schemas.js';

/** What became of the runs of a window. */
@Injectable()
export class StatisticsService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  summary(query: SummaryQuery): Promise<StatisticsSummary> {
    return readSummary(this.pool, query);
  }

  async timeseries({
    bucket,
    ...scope
  }: TimeseriesQuery): Promise<{ bucketMs: number; points: StatisticsPoint[] }> {
    const bucketMs = bucketsMs[bucket];
    const points = await readTimeseries(this.pool, { ...scope, bucketMs });
    return { bucketMs, points };
  }

  /** @throws AppError `schedule.invalid` for a time zone that is not known */
  async heatMap(query: HeatMapQuery): Promise<{ timeZone: string; days: HeatMapDay[] }> {
    const timeZone = readTimeZone(query.timeZone);
    return { timeZone, days: await readHeatMap(this.pool, { ...query, timeZone }) };
  }

  histogram(query: HistogramQuery): Promise<{ buckets: HistogramBucket[]; percentiles: Percentiles }> {
    return readHistogram(this.pool, { ...query, boundsMs: histogramBoundsMs });
  }

  /** What went wrong for good, alike with alike, and what each of it means. */
  async failures(query: FailuresQuery): Promise<{
    groups: (FailureGroup & { explanation: OutcomeExplanation | null })[];
    count: number;
    truncated: boolean;
  }> {
    const { groups, ...rest } = await readFailures(this.pool, query);
    return {
      groups: groups.map((group) => ({ ...group, explanation: explainOutcome(group.errorCode) })),
      ...rest,
    };
  }

  async failing(query: RankedTasksQuery): Promise<{ items: FailingStreak[] }> {
    return { items: await readFailingStreaks(this.pool, query) };
  }

  async slowest(query: RankedTasksQuery): Promise<{ items: TaskDurations[] }> {
    return { items: await readSlowestTasks(this.pool, query) };
  }
}
