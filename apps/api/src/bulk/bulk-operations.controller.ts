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
import type { BulkOperationInput, ListBulkOperationsQuery } from './bulk-operations.schemas.js';
import {
  bulkDryRunAnswer,
  bulkOperationAnswer,
  bulkOperationPage,
  bulkOperationSchema,
  listBulkOperationsQuery,
} from './bulk-operations.schemas.js';
import { BulkOperationsService } from './bulk-operations.service.js';
import type { RecoverableQuery } from './recovery.js';
import { recoverableAnswer, recoverableQuery } from './recovery.js';

@ApiTags('bulk operations')
@Controller('api/bulk-operations')
export class BulkOperationsController {
  constructor(@Inject(BulkOperationsService) private readonly operations: BulkOperationsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Bulk operations, the newest first.', bulkOperationPage)
  list(@Query({ schema: listBulkOperationsQuery }) query: ListBulkOperationsQuery) {
    return this.operations.list(query);
  }

  @Post()
  @HttpCode(202)
  @Role('operator')
  @TakesIdempotencyKey()
  @Answers(202, 'The bulk operation, which goes on by itself.', bulkOperationAnswer)
  async create(
    @Body({ schema: bulkOperationSchema }) body: BulkOperationInput,
    @Actor() actor: string,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, 'POST /api/bulk-operations', body);
    const answer = await this.operations.create(body, actor, request);
    response.setHeader('location', `/api/bulk-operations/${answer.body.id}`);
    return giveAnswer(response, answer);
  }

  @Post('dry-run')
  @HttpCode(200)
  @Role('viewer')
  @Answers(200, 'How many the same operation would act on. Nothing is done.', bulkDryRunAnswer)
  count(@Body({ schema: bulkOperationSchema }) body: BulkOperationInput) {
    return this.operations.count(body);
  }

  @Get('recoverable')
  @Role('viewer')
  @Answers(200, 'What `retry` of these failures would try again at this moment.', recoverableAnswer)
  recoverable(@Query({ schema: recoverableQuery }) query: RecoverableQuery) {
    return this.operations.recoverable(query);
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'The bulk operation, and how far it is.', bulkOperationAnswer)
  get(@Param({ schema: idParams }) { id }: IdParams) {
    return this.operations.get(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'It comes to nothing further. What is done stays done.', bulkOperationAnswer)
  cancel(@Param({ schema: idParams }) { id }: IdParams) {
    return this.operations.cancel(id);
  }
}
