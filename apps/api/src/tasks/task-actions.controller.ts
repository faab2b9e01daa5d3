import { Body, Controller, Delete, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Role } from '../http/access.js';
import { Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { giveAnswer, idempotentRequest } from '../http/idempotency.js';
import { TakesIdempotencyKey, TakesIfMatch } from '../http/request-headers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import { runAnswer } from '../runs/runs.schemas.js';
import { TaskActionsService } from './task-actions.service.js';
import { TaskMarksService } from './task-marks.service.js';
import { TaskRestoreService } from './task-restore.service.js';
import type {
  AcknowledgeTaskInput,
  ArchiveTaskInput,
  PauseTaskInput,
  RestoreTaskInput,
  ResumeTaskInput,
  RunTaskInput,
} from './tasks.schemas.js';
import {
  acknowledgeTaskSchema,
  archiveTaskSchema,
  cancelAnswer,
  pauseTaskSchema,
  restoreAnswer,
  restoreTaskSchema,
  resumeTaskSchema,
  runTaskSchema,
  taskAnswer,
} from './tasks.schemas.js';

@ApiTags('tasks')
@Controller('api/tasks/:id')
export class TaskActionsController {
  constructor(
    @Inject(TaskActionsService) private readonly actions: TaskActionsService,
    @Inject(TaskMarksService) private readonly marks: TaskMarksService,
    @Inject(TaskRestoreService) private readonly restores: TaskRestoreService,
  ) {}

  @Post('run')
  @HttpCode(202)
  @Role('operator')
  @TakesIdempotencyKey()
  @Answers(202, 'The run, due now.', runAnswer)
  async run(
    @Param({ schema: idParams }) { id }: IdParams,
    @Actor() actor: string,
    @Body({ schema: runTaskSchema }) body: RunTaskInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const answer = await this.actions.run(
      id,
      body,
      idempotentRequest(key, `POST /api/tasks/${id}/run`, body),
      actor,
    );
    response.setHeader('location', `/api/runs/${answer.body.id}`);
    return giveAnswer(response, answer);
  }

  @Post('restore')
  @HttpCode(200)
  @Role('operator')
  @TakesIfMatch()
  @Answers(
    200,
    'The task with the settings that it had then; what is masked in its history stays.',
    restoreAnswer,
  )
  async restore(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: restoreTaskSchema }) { historyId }: RestoreTaskInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const answer = await this.restores.restore(id, historyId, parseIfMatch(ifMatch));
    giveVersion(response, answer.task);
    return answer;
  }

  @Post('pause')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The paused task.', taskAnswer)
  pause(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: pauseTaskSchema }) body: PauseTaskInput,
  ) {
    return this.actions.pause(id, body);
  }

  @Post('resume')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The task, back on its schedule.', taskAnswer)
  resume(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: resumeTaskSchema }) body: ResumeTaskInput,
  ) {
    return this.actions.resume(id, body);
  }

  @Post('retry')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The task; its last failed run is tried again as a new one.', taskAnswer)
  retry(@Param({ schema: idParams }) { id }: IdParams, @Actor() actor: string) {
    return this.actions.retry(id, actor);
  }

  @Post('cancel')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'How many open runs were cancelled, and the task.', cancelAnswer)
  cancel(@Param({ schema: idParams }) { id }: IdParams, @Actor() actor: string) {
    return this.actions.cancel(id, actor);
  }

  @Post('acknowledge')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The failed task, which counts no longer among those that need attention.', taskAnswer)
  acknowledge(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: acknowledgeTaskSchema }) body: AcknowledgeTaskInput,
    @Actor() actor: string,
  ) {
    return this.marks.acknowledge(id, body, actor);
  }

  @Delete('acknowledge')
  @Role('operator')
  @Answers(200, 'The task; its failure counts again.', taskAnswer)
  withdrawAcknowledgement(@Param({ schema: idParams }) { id }: IdParams) {
    return this.marks.withdrawAcknowledgement(id);
  }

  @Post('archive')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The task, out of use: paused, and in no list.', taskAnswer)
  archive(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: archiveTaskSchema }) body: ArchiveTaskInput,
    @Actor() actor: string,
  ) {
    return this.marks.archive(id, body, actor);
  }

  @Post('unarchive')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The task, back in use and paused.', taskAnswer)
  unarchive(@Param({ schema: idParams }) { id }: IdParams) {
    return this.marks.unarchive(id);
  }
}
