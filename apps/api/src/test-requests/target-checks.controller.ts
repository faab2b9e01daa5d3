import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { TargetChecksService } from './target-checks.service.js';
import type { TargetCheckInput } from './test-requests.schemas.js';
import { targetCheckAnswer, targetCheckSchema } from './test-requests.schemas.js';

@ApiTags('tasks')
@Controller('api/tasks/target-check')
export class TargetChecksController {
  constructor(@Inject(TargetChecksService) private readonly targetChecks: TargetChecksService) {}

  @Post()
  @HttpCode(200)
  @Role('operator')
  @Answers(
    200,
    'How the receiver is reached: addresses, policy, certificate. It is sent no request.',
    targetCheckAnswer,
  )
  make(@Body({ schema: targetCheckSchema }) body: TargetCheckInput) {
    return this.targetChecks.make(body);
  }
}
