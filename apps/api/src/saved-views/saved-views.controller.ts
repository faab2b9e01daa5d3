import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '../auth/principal.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
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
  @Answers(201, 'The new view.', savedViewAnswer)
  create(@Caller() caller: Principal, @Body({ schema: createSavedViewSchema }) body: CreateSavedViewInput) {
    return this.views.create(caller, body);
  }

  @Patch(':id')
  @Role('viewer')
  @NeedsScope('tasks:write')
  @Answers(200, 'The changed view. Its owner changes it, or an administrator.', savedViewAnswer)
  update(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateSavedViewSchema }) body: UpdateSavedViewInput,
  ) {
    return this.views.update(caller, id, body);
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
