import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { ChannelParams, CreateChannelInput, ListMessagesQuery } from './channels.schemas.js';
import {
  channelAnswer,
  channelList,
  channelParams,
  createChannelSchema,
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
  @Answers(200, 'All of them, by name.', channelList)
  list() {
    return this.channels.list();
  }

  @Post()
  @HttpCode(201)
  @Role('operator')
  @Answers(201, 'The new channel.', channelAnswer)
  create(@Body({ schema: createChannelSchema }) { name }: CreateChannelInput) {
    return this.channels.create(name);
  }

  @Get(':name/messages')
  @Role('viewer')
  @Answers(200, 'The newest messages first.', messagePage)
  listMessages(
    @Param({ schema: channelParams }) { name }: ChannelParams,
    @Query({ schema: listMessagesQuery }) query: ListMessagesQuery,
  ) {
    return this.channels.listMessages(name, query);
  }
}
