import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type {
  CreateSigningSecretInput,
  ListSigningSecretsQuery,
  RotateSigningSecretInput,
} from './signing-secrets.schemas.js';
import {
  createSigningSecretSchema,
  listSigningSecretsQuery,
  newSigningSecretAnswer,
  revealedSigningSecretAnswer,
  rotateSigningSecretSchema,
  signingSecretAnswer,
  signingSecretPage,
} from './signing-secrets.schemas.js';
import { SigningSecretsService } from './signing-secrets.service.js';

@ApiTags('signing secrets')
@Controller('api/signing-secrets')
export class SigningSecretsController {
  constructor(@Inject(SigningSecretsService) private readonly signingSecrets: SigningSecretsService) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Signing secrets by name, without their texts.', signingSecretPage)
  list(@Query({ schema: listSigningSecretsQuery }) query: ListSigningSecretsQuery) {
    return this.signingSecrets.list(query);
  }

  // No Idempotency-Key: the answer is kept for a repeated create, and this one must not be kept.
  @Post()
  @Role('admin')
  @Answers(201, 'The new signing secret, with its text.', newSigningSecretAnswer)
  create(@Body({ schema: createSigningSecretSchema }) body: CreateSigningSecretInput) {
    return this.signingSecrets.create(body);
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'The text of the present secret, for a receiver.', revealedSigningSecretAnswer)
  reveal(@Param({ schema: idParams }) { id }: IdParams) {
    return this.signingSecrets.reveal(id);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'The signing secret, with the text of its new secret.', newSigningSecretAnswer)
  rotate(
    @Param({ schema: idParams }) { id }: IdParams,
    @Body({ schema: rotateSigningSecretSchema }) body: RotateSigningSecretInput,
  ) {
    return this.signingSecrets.rotate(id, body);
  }

  @Post(':id/default')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'The signing secret, which signs for tasks that name none from now on.', signingSecretAnswer)
  makeDefault(@Param({ schema: idParams }) { id }: IdParams) {
    return this.signingSecrets.makeDefault(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('admin')
  @Answers(204, 'The signing secret is gone.')
  remove(@Param({ schema: idParams }) { id }: IdParams) {
    return this.signingSecrets.remove(id);
  }
}
