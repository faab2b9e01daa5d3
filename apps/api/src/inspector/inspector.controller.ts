import { Body, Controller, Get, HttpCode, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { ChangeSettingsInput, ListRequestsQuery } from './inspector.schemas.js';
import {
  changeSettingsSchema,
  listRequestsQuery,
  receiverAnswer,
  requestList,
  settingsAnswer,
  statsAnswer,
} from './inspector.schemas.js';
import { InspectorService } from './inspector.service.js';

@ApiTags('inspector')
@Controller('api/inspector')
export class InspectorController {
  constructor(@Inject(InspectorService) private readonly inspector: InspectorService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'The dummy webhook: where it is, how it behaves, what it counted.', receiverAnswer)
  read() {
    return this.inspector.read();
  }

  @Get('requests')
  @Role('viewer')
  @Answers(200, 'What it received, the newest first; it keeps the last hundred.', requestList)
  listRequests(@Query({ schema: listRequestsQuery }) query: ListRequestsQuery) {
    return this.inspector.listRequests(query);
  }

  @Put('settings')
  @Role('operator')
  @Answers(200, 'How it behaves from now on; what was left out is as before.', settingsAnswer)
  changeSettings(@Body({ schema: changeSettingsSchema }) change: ChangeSettingsInput) {
    return this.inspector.changeSettings(change);
  }

  @Post('reset')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'It has forgotten all calls, and counts from one.', statsAnswer)
  reset() {
    return this.inspector.reset();
  }
}
