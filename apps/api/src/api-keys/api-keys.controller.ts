import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '../auth/principal.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { CreateApiKeyInput, ListApiKeysQuery } from './api-keys.schemas.js';
import { apiKeyPage, createApiKeySchema, listApiKeysQuery, newApiKeyAnswer } from './api-keys.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('administration')
@Controller('api/api-keys')
export class ApiKeysController {
  constructor(@Inject(ApiKeysService) private readonly apiKeys: ApiKeysService) {}

  @Get()
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(200, 'The caller’s own keys, all of them for administrators; the newest first.', apiKeyPage)
  list(@Caller() caller: Principal, @Query({ schema: listApiKeysQuery }) query: ListApiKeysQuery) {
    return this.apiKeys.list(caller, query);
  }

  // No Idempotency-Key: what is kept for a repeated create would hold the key.
  @Post()
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(201, 'The new key, whose text is shown this once.', newApiKeyAnswer)
  create(@Caller() caller: Principal, @Body({ schema: createApiKeySchema }) body: CreateApiKeyInput) {
    return this.apiKeys.create(caller, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(204, 'The key opens nothing any more.')
  remove(@Caller() caller: Principal, @Param({ schema: idParams }) { id }: IdParams) {
    return this.apiKeys.remove(caller, id);
  }
}
