import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Principal } from '../auth/principal.js';
import { Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { TakesIfMatch } from '../http/request-headers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import type {
  ChangeAlertChannelInput,
  CreateAlertChannelInput,
  ListAlertChannelsQuery,
  ListAlertDeliveriesQuery,
} from './alert-channels.schemas.js';
import {
  alertChannelAnswer,
  alertChannelPage,
  alertDeliveryAnswer,
  alertDeliveryPage,
  changeAlertChannelSchema,
  createAlertChannelSchema,
  listAlertChannelsQuery,
  listAlertDeliveriesQuery,
} from './alert-channels.schemas.js';
import { AlertChannelsService } from './alert-channels.service.js';

@ApiTags('alert channels')
@Controller('api/alert-channels')
export class AlertChannelsController {
  constructor(@Inject(AlertChannelsService) private readonly alertChannels: AlertChannelsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Where people are told of failures, by name.', alertChannelPage)
  list(
    @Caller() caller: Principal,
    @Query({ schema: listAlertChannelsQuery }) query: ListAlertChannelsQuery,
  ) {
    return this.alertChannels.list(caller, query);
  }

  // No Idempotency-Key: a name is taken once, and what is kept for a repeated create must not tell about an address.
  @Post()
  @Role('admin')
  @Answers(201, 'The new alert channel.', alertChannelAnswer)
  async create(
    @Caller() caller: Principal,
    @Body({ schema: createAlertChannelSchema }) body: CreateAlertChannelInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.alertChannels.create(caller, body));
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'The alert channel.', alertChannelAnswer)
  async get(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.alertChannels.get(caller, id));
  }

  @Patch(':id')
  @Role('admin')
  @TakesIfMatch()
  @Answers(200, 'The alert channel as it is now.', alertChannelAnswer)
  async change(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeAlertChannelSchema }) body: ChangeAlertChannelInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const changed = await this.alertChannels.change(caller, id, body, parseIfMatch(ifMatch));
    return giveVersion(response, changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('admin')
  @Answers(204, 'The alert channel is gone, with what it told and was to tell.')
  remove(@Param({ schema: idParams }) { id }: IdParams) {
    return this.alertChannels.remove(id);
  }

  @Post(':id/test')
  @HttpCode(202)
  @Role('admin')
  @Answers(
    202,
    'The test message. A publisher sends it, once; its delivery says how that went.',
    alertDeliveryAnswer,
  )
  test(@Caller() caller: Principal, @Param({ schema: idParams }) { id }: IdParams) {
    return this.alertChannels.test(caller, id);
  }

  @Get(':id/deliveries')
  @Role('viewer')
  @Answers(200, 'What the channel told in the last 30 days, the newest first.', alertDeliveryPage)
  deliveries(
    @Caller() caller: Principal,
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: listAlertDeliveriesQuery }) query: ListAlertDeliveriesQuery,
  ) {
    return this.alertChannels.deliveries(caller, id, query);
  }
}
