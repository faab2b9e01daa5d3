import type { Pool } from '@carillon/db';
import { databaseTime } from '@carillon/db';
import { previewSchedule } from '@carillon/domain';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { PreviewScheduleInput } from './schedules.schemas.js';
import { previewScheduleSchema, schedulePreviewAnswer } from './schedules.schemas.js';

@ApiTags('schedules')
@Controller('api/schedules')
export class SchedulesController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Post('preview')
  @HttpCode(200)
  @Role('viewer')
  @Answers(200, 'What a schedule would do, and what may surprise about it.', schedulePreviewAnswer)
  async preview(@Body({ schema: previewScheduleSchema }) body: PreviewScheduleInput) {
    const from = body.from === undefined ? await databaseTime(this.pool) : Date.parse(body.from);
    return previewSchedule({ ...body, from });
  }
}
