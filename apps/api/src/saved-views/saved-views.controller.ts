import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Principal } from '../auth/principal.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { giveAnswer, idempotentRequest } from '../http/idempotency.js';
import { TakesIdempotencyKey, TakesIfMatch } from '../http/request-headers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import type {
  CreateSavedViewInput,
  ListSavedViewsQuery,
  UpdateSavedViewInput,
} from './saved-views.schemas.js';
import {
  createSavedViewSchema,
  listSavedViewsQuery,
  savedViewAnswer,
  savedViewPage,
  updateSavedViewSchema,
} from './saved-views.schemas.js';
import { SavedViewsService } from './saved-views.service.js';

/** Everybody keeps views, viewers too; a key that may only read keeps none. */
@ApiTags('saved views')
@Controller('api/saved-views')
export class SavedViewsController {
  constructor(@Inject(SavedViewsService) private readonly views: SavedViewsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'The caller’s own views and those that are shared, by name.', savedViewPage)
  list(@Caller() caller: Principal, @Query({ schema: listSavedViewsQuery }) query: ListSavedViewsQuery) {
    return this.views.list(caller, query);
  }

  @Post()
  @Role('viewer')
  @NeedsScope('tasks:write')
  @TakesIdempotencyKey()
  @Answers(201, 'The new view.', savedViewAnswer)
  async create(
    @Caller() caller: Principal,
    @Body({ schema: createSavedViewSchema }) body: CreateSavedViewInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, 'POST /api/saved-views', body);
    const answer = await this.views.create(caller, body, request);
    return giveVersion(response, giveAnswer(response, answer));
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'The view: one of the caller’s own, or one that is shared.', savedViewAnswer)
  async get(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.views.get(caller, id));
  }

  @Patch(':id')
  @Role('viewer')
  @NeedsScope('tasks:write')
  @TakesIfMatch()
  @Answers(200, 'The changed view. Its owner changes it, or an administrator.', savedViewAnswer)
  async update(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateSavedViewSchema }) body: UpdateSavedViewInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.views.update(caller, id, body, parseIfMatch(ifMatch)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('viewer')
  @NeedsScope('tasks:write')
  @Answers(204, 'The view is gone. Its owner removes it, or an administrator.')
  remove(@Caller() caller: Principal, @Param({ schema: idParams }) { id }: IdParams) {
    return this.views.remove(caller, id);
  }
}
