import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { ListRunsQuery } from './runs.schemas.js';
import { listRunsQuery, runAnswer, runDetailAnswer, runPage } from './runs.schemas.js';
import { RunsService } from './runs.service.js';

@ApiTags('runs')
@Controller('api/runs')
export class RunsController {
  constructor(@Inject(RunsService) private readonly runs: RunsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'The newest runs first.', runPage)
  list(@Query({ schema: listRunsQuery }) query: ListRunsQuery) {
    return this.runs.list(query);
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'A run with its attempts and its states.', runDetailAnswer)
  get(@Param({ schema: idParams }) { id }: IdParams) {
    return this.runs.get(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The cancelled run.', runAnswer)
  cancel(@Param({ schema: idParams }) { id }: IdParams, @Actor() actor: string) {
    return this.runs.cancel(id, actor);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @Role('operator')
  @Answers(202, 'The new run.', runAnswer)
  retry(@Param({ schema: idParams }) { id }: IdParams) {
    return this.runs.retry(id);
  }
}
