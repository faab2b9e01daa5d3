import type { Pool } from '@carillon/db';
import { countTaskFacets, listRecentRuns } from '@carillon/db';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { RecentRunsQuery, TaskFacetsQuery } from './task-lists.schemas.js';
import {
  recentRunsAnswer,
  recentRunsQuery,
  taskFacetsAnswer,
  taskFacetsQuery,
} from './task-lists.schemas.js';

const facetValuesMax = 30;

/** What a list of tasks tells beside the tasks. */
@ApiTags('statistics')
@Controller('api/statistics')
export class TaskListsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get('recent-runs')
  @Role('viewer')
  @Answers(200, 'The newest runs of each of these tasks.', recentRunsAnswer)
  async recentRuns(@Query({ schema: recentRunsQuery }) query: RecentRunsQuery) {
    return { items: await listRecentRuns(this.pool, query) };
  }

  @Get('task-facets')
  @Role('viewer')
  @Answers(200, 'How the tasks that match a filter divide.', taskFacetsAnswer)
  taskFacets(@Query({ schema: taskFacetsQuery }) query: TaskFacetsQuery) {
    return countTaskFacets(this.pool, query, facetValuesMax);
  }
}
