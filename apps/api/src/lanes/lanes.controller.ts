import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { LaneParams, ListLanesQuery, SaveLaneInput } from './lanes.schemas.js';
import { laneAnswer, lanePage, laneParams, listLanesQuery, saveLaneSchema } from './lanes.schemas.js';
import { LanesService } from './lanes.service.js';

@ApiTags('lanes')
@Controller('api/lanes')
export class LanesController {
  constructor(@Inject(LanesService) private readonly lanes: LanesService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Lanes by name, with their open runs.', lanePage)
  list(@Query({ schema: listLanesQuery }) query: ListLanesQuery) {
    return this.lanes.list(query);
  }

  @Get(':name')
  @Role('viewer')
  @Answers(200, 'The lane.', laneAnswer)
  get(@Param({ schema: laneParams }) { name }: LaneParams) {
    return this.lanes.get(name);
  }

  @Put(':name')
  @Role('operator')
  @Answers(200, 'The lane, new or changed. What a higher limit gives room for begins at once.', laneAnswer)
  save(
    @Param({ schema: laneParams }) { name }: LaneParams,
    @Body({ schema: saveLaneSchema }) { concurrencyLimit }: SaveLaneInput,
  ) {
    return this.lanes.save(name, concurrencyLimit);
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'No more of its runs begin.', laneAnswer)
  pause(@Param({ schema: laneParams }) { name }: LaneParams) {
    return this.lanes.pause(name);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'Its runs begin again, at once.', laneAnswer)
  resume(@Param({ schema: laneParams }) { name }: LaneParams) {
    return this.lanes.resume(name);
  }
}
