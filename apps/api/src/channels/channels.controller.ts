import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { NeedsScope, Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { giveAnswer, idempotentRequest } from '../http/idempotency.js';
import { TakesIdempotencyKey } from '../http/request-headers.js';
import type {
  ChannelParams,
  CreateChannelInput,
  ListChannelsQuery,
  ListMessagesQuery,
} from './channels.schemas.js';
import {
  channelAnswer,
  channelList,
  channelParams,
  createChannelSchema,
  listChannelsQuery,
  listMessagesQuery,
  messagePage,
} from './channels.schemas.js';
import { ChannelsService } from './channels.service.js';

@ApiTags('channels')
@Controller('api/channels')
export class ChannelsController {
  constructor(@Inject(ChannelsService) private readonly channels: ChannelsService) {}

  @Get()
  @Role('viewer')
  @NeedsScope('runs:read')
  @Answers(200, 'The channels.', channelList)
  list(@Query({ schema: listChannelsQuery }) query: ListChannelsQuery) {
    return this.channels.list(query);
  }

  @Post()
  @HttpCode(201)
  @Role('operator')
  @NeedsScope('runs:write')
  @TakesIdempotencyKey()
  @Answers(201, 'The new channel.', channelAnswer)
  async create(
    @Body({ schema: createChannelSchema }) body: CreateChannelInput,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const request = idempotentRequest(key, 'POST /api/channels', body);
    const answer = await this.channels.create(body.name, request);
    return giveAnswer(response, answer);
  }

  @Get(':name/messages')
  @Role('viewer')
  @NeedsScope('runs:read')
  @Answers(200, 'The newest messages first.', messagePage)
  listMessages(
    @Param({ schema: channelParams }) { name }: ChannelParams,
    @Query({ schema: listMessagesQuery }) query: ListMessagesQuery,
  ) {
    return this.channels.listMessages(name, query);
  }
}
