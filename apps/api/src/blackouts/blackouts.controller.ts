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
import type { ChangeBlackoutInput, CreateBlackoutInput, ListBlackoutsQuery } from './blackouts.schemas.js';
import {
  blackoutAnswer,
  blackoutPage,
  changeBlackoutSchema,
  createBlackoutSchema,
  listBlackoutsQuery,
} from './blackouts.schemas.js';
import { BlackoutsService } from './blackouts.service.js';

@ApiTags('blackout windows')
@Controller('api/blackouts')
export class BlackoutsController {
  constructor(@Inject(BlackoutsService) private readonly blackouts: BlackoutsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Times at which scheduled instants are not run, by name.', blackoutPage)
  list(@Query({ schema: listBlackoutsQuery }) query: ListBlackoutsQuery) {
    return this.blackouts.list(query);
  }

  // No Idempotency-Key: a name is taken once.
  @Post()
  @Role('operator')
  @Answers(
    201,
    'The new blackout window. It holds for every instant that is not published yet.',
    blackoutAnswer,
  )
  async create(
    @Caller() caller: Principal,
    @Body({ schema: createBlackoutSchema }) body: CreateBlackoutInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.blackouts.create(caller, body));
  }

  @Get(':id')
  @Role('viewer')
  @Answers(200, 'The blackout window.', blackoutAnswer)
  async get(@Param({ schema: idParams }) { id }: IdParams, @Res({ passthrough: true }) response: Response) {
    return giveVersion(response, await this.blackouts.get(id));
  }

  @Patch(':id')
  @Role('operator')
  @TakesIfMatch()
  @Answers(200, 'The blackout window as it is now.', blackoutAnswer)
  async change(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: changeBlackoutSchema }) body: ChangeBlackoutInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.blackouts.change(id, body, parseIfMatch(ifMatch)));
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('operator')
  @Answers(204, 'The blackout window is gone. What it kept from running stays on record.')
  remove(@Param({ schema: idParams }) { id }: IdParams) {
    return this.blackouts.remove(id);
  }
}
