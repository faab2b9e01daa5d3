import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Role } from '../http/access.js';
import { Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { giveAnswer, idempotentRequest } from '../http/idempotency.js';
import { TakesIdempotencyKey } from '../http/request-headers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { ListRunsQuery, ReplayRunInput } from './runs.schemas.js';
import { listRunsQuery, replayRunSchema, runAnswer, runDetailAnswer, runPage } from './runs.schemas.js';
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
  @TakesIdempotencyKey()
  @Answers(202, 'The new run.', runAnswer)
  async retry(
    @Param({ schema: idParams }) { id }: IdParams,
    @Actor() actor: string,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, `POST /api/runs/${id}/retry`, null);
    const answer = await this.runs.retry(id, request, actor);
    response.setHeader('location', `/api/runs/${answer.body.id}`);
    return giveAnswer(response, answer);
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Role('operator')
  @TakesIdempotencyKey()
  @Answers(202, 'The new run.', runAnswer)
  async replay(
    @Param({ schema: idParams }) { id }: IdParams,
    @Actor() actor: string,
    @Body({ schema: replayRunSchema }) body: ReplayRunInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, `POST /api/runs/${id}/replay`, body);
    const answer = await this.runs.replay(id, body, request, actor);
    response.setHeader('location', `/api/runs/${answer.body.id}`);
    return giveAnswer(response, answer);
  }
}
