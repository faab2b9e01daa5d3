import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { TakesIfMatch } from '../http/request-headers.js';
import { giveVersion, parseIfMatch } from '../http/versions.js';
import type {
  CreateSecretInput,
  ListSecretsQuery,
  ReplaceSecretInput,
  SecretParams,
} from './secrets.schemas.js';
import {
  createSecretSchema,
  listSecretsQuery,
  replaceSecretSchema,
  secretAnswer,
  secretPage,
  secretParams,
} from './secrets.schemas.js';
import { SecretsService } from './secrets.service.js';

@ApiTags('secrets')
@Controller('api/secrets')
export class SecretsController {
  constructor(@Inject(SecretsService) private readonly secrets: SecretsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Secrets by name, without their values.', secretPage)
  list(@Query({ schema: listSecretsQuery }) query: ListSecretsQuery) {
    return this.secrets.list(query);
  }

  // No Idempotency-Key: a name is taken once, and what is kept for a repeated create must not tell about a value.
  @Post()
  @Role('admin')
  @Answers(201, 'The new secret, without its value.', secretAnswer)
  async create(
    @Body({ schema: createSecretSchema }) body: CreateSecretInput,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.secrets.create(body));
  }

  @Get(':name')
  @Role('viewer')
  @Answers(200, 'The secret, without its value.', secretAnswer)
  async get(
    @Param({ schema: secretParams }) { name }: SecretParams,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.secrets.get(name));
  }

  @Put(':name')
  @Role('admin')
  @TakesIfMatch()
  @Answers(200, 'The secret has another value. Listeners send it within five seconds.', secretAnswer)
  async replace(
    @Param({ schema: secretParams }) { name }: SecretParams,
    @Body({ schema: replaceSecretSchema }) body: ReplaceSecretInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return giveVersion(response, await this.secrets.replace(name, body, parseIfMatch(ifMatch)));
  }

  @Delete(':name')
  @HttpCode(204)
  @Role('admin')
  @Answers(204, 'The secret is gone.')
  remove(@Param({ schema: secretParams }) { name }: SecretParams) {
    return this.secrets.remove(name);
  }
}
