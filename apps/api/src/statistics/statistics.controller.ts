import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type {
  FailuresQuery,
  HeatMapQuery,
  HistogramQuery,
  RankedTasksQuery,
  SummaryQuery,
  TimeseriesQuery,
} from './statistics.schemas.js';
import {
  failingAnswer,
  failuresAnswer,
  failuresQuery,
  heatMapAnswer,
  heatMapQuery,
  histogramAnswer,
  histogramQuery,
  rankedTasksQuery,
  slowestAnswer,
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

  @Get('heatmap')
  @Role('viewer')
  @Answers(200, 'What became of the runs of each day.', heatMapAnswer)
  heatMap(@Query({ schema: heatMapQuery }) query: HeatMapQuery) {
    return this.statistics.heatMap(query);
  }
  @Get('failures')
  @Role('viewer')
  @Answers(
    200,
    'Runs that failed for good, those that failed alike as one; without tasks of which somebody acknowledged it.',
    failuresAnswer,
  )
  failures(@Query({ schema: failuresQuery }) query: FailuresQuery) {
    return this.statistics.failures(query);
  }

  @Get('failing')
  @Role('viewer')
  @Answers(
    200,
    'Tasks whose newest runs all failed and that nobody has acknowledged, the longest streak first.',
    failingAnswer,
  )
  failing(@Query({ schema: rankedTasksQuery }) query: RankedTasksQuery) {
    return this.statistics.failing(query);
  }

  @Get('slowest')
  @Role('viewer')
  @Answers(200, 'Tasks by how long their runs took, the slowest first.', slowestAnswer)
  slowest(@Query({ schema: rankedTasksQuery }) query: RankedTasksQuery) {
    return this.statistics.slowest(query);
  }
}
