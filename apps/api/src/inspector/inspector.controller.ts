import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { testRequestAnswer } from '../test-requests/test-requests.schemas.js';
import type {
  ChangeSettingsInput,
  ListRequestsQuery,
  PinRequestInput,
  ReplayRequestInput,
  RequestParams,
} from './inspector.schemas.js';
import {
  changeSettingsSchema,
  listRequestsQuery,
  pinRequestSchema,
  receiverAnswer,
  replayRequestSchema,
  requestList,
  requestParams,
  settingsAnswer,
  statsAnswer,
} from './inspector.schemas.js';
import { InspectorService } from './inspector.service.js';
import { RequestReplay } from './request-replay.js';

@ApiTags('inspector')
@Controller('api/inspector')
export class InspectorController {
  constructor(
    @Inject(InspectorService) private readonly inspector: InspectorService,
    @Inject(RequestReplay) private readonly requestReplay: RequestReplay,
  ) {}

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

  @Put('requests/:number/pin')
  @Role('operator')
  @Answers(200, 'It stays when newer ones come, or no longer.', statsAnswer)
  pinRequest(
    @Param({ schema: requestParams }) { number }: RequestParams,
    @Body({ schema: pinRequestSchema }) { pinned }: PinRequestInput,
  ) {
    return this.inspector.pin(number, pinned);
  }

  @Delete('requests/:number')
  @Role('operator')
  @Answers(200, 'The receiver has forgotten it. Its counts stay.', statsAnswer)
  deleteRequest(@Param({ schema: requestParams }) { number }: RequestParams) {
    return this.inspector.delete(number);
  }

  @Post('requests/:number/replay')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'The request was sent once more, signed anew; what came of it.', testRequestAnswer)
  replayRequest(
    @Param({ schema: requestParams }) { number }: RequestParams,
    @Body({ schema: replayRequestSchema }) body: ReplayRequestInput,
  ) {
    return this.requestReplay.replay(number, body);
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
