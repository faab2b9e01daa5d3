import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { CalendarQuery } from './calendar.schemas.js';
import { calendarAnswer, calendarQuery } from './calendar.schemas.js';
import { CalendarService } from './calendar.service.js';

@ApiTags('calendar')
@Controller('api/calendar')
export class CalendarController {
  constructor(@Inject(CalendarService) private readonly calendar: CalendarService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'The runs that are planned, and how many in each hour or minute.', calendarAnswer)
  read(@Query({ schema: calendarQuery }) query: CalendarQuery) {
    return this.calendar.read(query);
  }
}
