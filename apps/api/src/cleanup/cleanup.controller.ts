import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { CleanupOldInput, OldQuery } from './cleanup.schemas.js';
import {
  cleanupOldAnswer,
  cleanupOldSchema,
  oldAnswer,
  oldQuery,
  timeoutStaleAnswer,
} from './cleanup.schemas.js';
import { CleanupService } from './cleanup.service.js';

@ApiTags('cleanup')
@Controller('api/cleanup')
export class CleanupController {
  constructor(@Inject(CleanupService) private readonly cleanup: CleanupService) {}

  @Get('old')
  @Role('admin')
  @Answers(200, 'What a clean-up would take away at this moment; nothing is.', oldAnswer)
  previewOld(@Query({ schema: oldQuery }) { olderThanDays }: OldQuery) {
    return this.cleanup.previewOld(olderThanDays);
  }

  @Post('old')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'Runs and logs of old days are gone.', cleanupOldAnswer)
  old(@Body({ schema: cleanupOldSchema }) { olderThanDays }: CleanupOldInput) {
    return this.cleanup.old(olderThanDays);
  }

  @Post('timeout-stale')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'Attempts whose outcome nobody will bring have ended.', timeoutStaleAnswer)
  timeoutStale() {
    return this.cleanup.timeoutStale();
  }
}
