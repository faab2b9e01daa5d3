import type { HistogramBucket, Percentiles, Pool, StatisticsPoint, StatisticsSummary } from '@carillon/db';
import { readHistogram, readSummary, readTimeseries } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../dependencies.js';
import type { HistogramQuery, SummaryQuery, TimeseriesQuery } from './statistics.schemas.js';
import { bucketsMs, histogramBoundsMs, windowsMs } from './statistics.schemas.js';

/** What became of the runs of a window. */
@Injectable()
export class StatisticsService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  summary({ window, ...scope }: SummaryQuery): Promise<StatisticsSummary> {
    return readSummary(this.pool, { ...scope, windowMs: windowsMs[window] });
  }

  async timeseries({
    window,
    bucket,
    ...scope
  }: TimeseriesQuery): Promise<{ bucketMs: number; points: StatisticsPoint[] }> {
    const bucketMs = bucketsMs[bucket];
    const points = await readTimeseries(this.pool, { ...scope, windowMs: windowsMs[window], bucketMs });
    return { bucketMs, points };
  }

  histogram({
    window,
    ...request
  }: HistogramQuery): Promise<{ buckets: HistogramBucket[]; percentiles: Percentiles }> {
    return readHistogram(this.pool, {
      ...request,
      windowMs: windowsMs[window],
      boundsMs: histogramBoundsMs,
    });
  }
}
