import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { HistogramQuery, SummaryQuery, TimeseriesQuery } from './statistics.schemas.js';
import {
  histogramAnswer,
  histogramQuery,
  summaryAnswer,
  summaryQuery,
  timeseriesAnswer,
  timeseriesQuery,
} from './statistics.schemas.js';
import { StatisticsService } from './statistics.service.js';

@ApiTags('statistics')
@Controller('api/statistics')
export class StatisticsController {
  constructor(@Inject(StatisticsService) private readonly statistics: StatisticsService) {}

  @Get('summary')
  @Role('viewer')
  @Answers(200, 'What became of the runs of the window.', summaryAnswer)
  summary(@Query({ schema: summaryQuery }) query: SummaryQuery) {
    return this.statistics.summary(query);
  }

  @Get('timeseries')
  @Role('viewer')
  @Answers(200, 'The same, bucket by bucket.', timeseriesAnswer)
  timeseries(@Query({ schema: timeseriesQuery }) query: TimeseriesQuery) {
    return this.statistics.timeseries(query);
  }

  @Get('histogram')
  @Role('viewer')
  @Answers(200, 'How many runs took how long, or began how late.', histogramAnswer)
  histogram(@Query({ schema: histogramQuery }) query: HistogramQuery) {
    return this.statistics.histogram(query);
  }
}
