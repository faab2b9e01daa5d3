import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Role } from '../http/access.js';
import { Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { TakesIfMatch } from '../http/request-headers.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import type {
  HeldRunParams,
  LaneParams,
  ListHeldRunsQuery,
  ListLanesQuery,
  MoveRunsInput,
  PauseLaneInput,
  SaveLaneInput,
} from './lanes.schemas.js';
import {
  drainedLaneAnswer,
  heldRunParams,
  heldRunsAnswer,
  laneAnswer,
  lanePage,
  laneParams,
  listHeldRunsQuery,
  listLanesQuery,
  movedRunsAnswer,
  moveRunsSchema,
  pauseLaneSchema,
  saveLaneSchema,
  turnAnswer,
} from './lanes.schemas.js';
import { LanesService } from './lanes.service.js';
import { WaitingRunsService } from './waiting-runs.service.js';

@ApiTags('lanes')
@Controller('api/lanes')
export class LanesController {
  constructor(
    @Inject(LanesService) private readonly lanes: LanesService,
    @Inject(WaitingRunsService) private readonly waitingRuns: WaitingRunsService,
  ) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Lanes by name, with their open runs.', lanePage)
  list(@Query({ schema: listLanesQuery }) query: ListLanesQuery) {
    return this.lanes.list(query);
  }

  @Get(':name')
  @Role('viewer')
  @Answers(200, 'The lane.', laneAnswer)
  async get(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.lanes.get(name));
  }

  @Get(':name/held')
  @Role('viewer')
  @Answers(200, 'The next runs that wait for their turn in the lane, the first first.', heldRunsAnswer)
  held(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Query({ schema: listHeldRunsQuery }) query: ListHeldRunsQuery,
  ) {
    return this.lanes.heldRuns(name, query);
  }

  @Get(':name/held/:runId')
  @Role('viewer')
  @Answers(
    200,
    'Whose turn comes before that of a run, as things stand: others may be put before it.',
    turnAnswer,
  )
  getTurn(@Param({ schema: heldRunParams }) { name, runId }: HeldRunParams) {
    return this.waitingRuns.turn(name, runId);
  }

  @Put(':name')
  @Role('operator')
  @TakesIfMatch()
  @Answers(
    200,
    'The lane, new or changed. What a higher limit gives room for begins at once; another rate holds within 5 seconds.',
    laneAnswer,
  )
  async save(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Body({ schema: saveLaneSchema }) limits: SaveLaneInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.lanes.save(name, limits, parseIfMatch(ifMatch)));
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'No more of its runs begin.', laneAnswer)
  pause(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Body({ schema: pauseLaneSchema }) { reason }: PauseLaneInput,
    @Actor() actor: string,
  ) {
    return this.lanes.pause(name, { actor, reason: reason ?? null });
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'Its runs begin again, at once.', laneAnswer)
  resume(@Param({ schema: laneParams }) { name }: LaneParams) {
    return this.lanes.resume(name);
  }

  @Post(':name/move')
  @HttpCode(200)
  @Role('operator')
  @Answers(
    200,
    'The runs that waited for their turn wait in another lane. Those under way, and the tasks, stay in theirs.',
    movedRunsAnswer,
  )
  moveRuns(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Body({ schema: moveRunsSchema }) { to }: MoveRunsInput,
  ) {
    return this.waitingRuns.move(name, to);
  }

  @Post(':name/drain')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The runs that had not begun are cancelled. Those under way go on.', drainedLaneAnswer)
  drain(@Param({ schema: laneParams }) { name }: LaneParams, @Actor() actor: string) {
    return this.waitingRuns.drain(name, actor);
  }

  @Post(':name/held/:runId/first')
  @HttpCode(200)
  @Role('operator')
  @Answers(
    200,
    'The run counts as the one that has waited longest, and begins next; the next runs in their order.',
    heldRunsAnswer,
  )
  putFirst(@Param({ schema: heldRunParams }) { name, runId }: HeldRunParams) {
    return this.waitingRuns.putFirst(name, runId);
  }
}
