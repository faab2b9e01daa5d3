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
import type { ListTaskLogsQuery, ListTaskRunsQuery } from '../runs/runs.schemas.js';
import { listTaskLogsQuery, listTaskRunsQuery, runPage, taskLogPage } from '../runs/runs.schemas.js';
import { RunsService } from '../runs/runs.service.js';
import { TaskBatchService } from './task-batch.service.js';
import type { BatchInput, CreateTaskInput, ListTasksQuery, UpdateTaskInput } from './tasks.schemas.js';
import {
  batchAnswer,
  batchSchema,
  createTaskSchema,
  listTasksQuery,
  taskAnswer,
  taskPage,
  updateTaskSchema,
} from './tasks.schemas.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Controller('api/tasks')
export class TasksController {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(TaskBatchService) private readonly batches: TaskBatchService,
    @Inject(RunsService) private readonly runs: RunsService,
  ) {}

  @Post()
  @Role('operator')
  @TakesIdempotencyKey()
  @Answers(201, 'The new task.', taskAnswer)
  async create(
    @Caller() { userId }: Principal,
    @Body({ schema: createTaskSchema }) body: CreateTaskInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, 'POST /api/tasks', body);
    const answer = await this.tasks.create(body, request, userId);
    response.setHeader('location', `/api/tasks/${answer.body.id}`);
    return giveVersion(response, giveAnswer(response, answer));
  }

  @Post('batch')
  @HttpCode(200)
  @Role('operator')
  @TakesIdempotencyKey()
  @Answers(200, 'What became of each task, in their order.', batchAnswer)
  async createBatch(
    @Caller() { userId }: Principal,
    @Body({ schema: batchSchema }) body: BatchInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, 'POST /api/tasks/batch', body);
    const answer = await this.batches.create(body.tasks, request, userId);
    return giveAnswer(response, answer);
  }

  @Get()
  @Role('viewer')
  @Answers(200, 'Tasks, the newest first unless sorted otherwise.', taskPage)
  list(@Query({ schema: listTasksQuery }) query: ListTasksQuery) {
    return this.tasks.list(query);
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'The task; its ETag is its version.', taskAnswer)
  async get(@Param({ schema: idParams }) { id }: IdParams, @Res({ passthrough: true }) response: Response) {
    return giveVersion(response, await this.tasks.get(id));
  }

  @Patch(':id')
  @Role('operator')
  @TakesIfMatch()
  @Answers(200, 'The changed task.', taskAnswer)
  async update(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: updateTaskSchema }) body: UpdateTaskInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.tasks.update(id, body, parseIfMatch(ifMatch)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('operator')
  @TakesIfMatch()
  @Answers(204, 'The task is gone, with its runs and logs.')
  remove(@Param({ schema: idParams }) { id }: IdParams, @Headers('if-match') ifMatch: string | undefined) {
    return this.tasks.remove(id, parseIfMatch(ifMatch));
  }

  @Get(':id/runs')
  @Role('viewer')
  @NeedsScope('runs:read')
  @Answers(200, 'The runs of the task, the newest first.', runPage)
  async listRuns(
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: listTaskRunsQuery }) query: ListTaskRunsQuery,
  ) {
    await this.tasks.get(id);
    return this.runs.list({ ...query, taskId: id });
  }

  @Get(':id/logs')
  @Role('viewer')
  @NeedsScope('runs:read')
  @Answers(200, 'The attempts of the task’s runs, the newest first.', taskLogPage)
  listLogs(
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: listTaskLogsQuery }) query: ListTaskLogsQuery,
  ) {
    return this.tasks.listLogs(id, query);
  }
}
