import type { Pool } from '@carillon/db';
import { databaseTime, findLane, listBlackoutWindows } from '@carillon/db';
import { blackoutAt, blackoutsFor, describeSchedule, previewSchedule } from '@carillon/domain';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toMark } from '../blackouts/blackout-mark.js';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { DescribeSchedulesInput, PreviewScheduleInput } from './schedules.schemas.js';
import {
  describeSchedulesSchema,
  previewScheduleSchema,
  scheduleDescriptionsAnswer,
  schedulePreviewAnswer,
} from './schedules.schemas.js';

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
    const preview = previewSchedule({ ...body, from, lane: await this.#pacedLane(body.lane) });
    const windows = blackoutsFor(await listBlackoutWindows(this.pool, from), body.tags);
    const blackouts = preview.next.map((at) => toMark(blackoutAt(windows, Date.parse(at))));
    return { ...preview, blackouts };
  }

  async #pacedLane(name: string | undefined) {
    const { rateLimit = null } = { ...(name === undefined ? null : await findLane(this.pool, name)) };
    return name === undefined || rateLimit === null ? null : { name, rateLimit };
  }

  @Post('describe')
  @HttpCode(200)
  @Role('viewer')
  @Answers(200, 'Expressions in words, as a list of tasks shows them.', scheduleDescriptionsAnswer)
  describe(@Body({ schema: describeSchedulesSchema }) { taskSchedules }: DescribeSchedulesInput) {
    return { descriptions: taskSchedules.map(describeSchedule) };
  }
}
