import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { queuePausedAnswer, queueStatusAnswer } from './queue.schemas.js';
import { QueueService } from './queue.service.js';
import { stalledAnswer } from './stalled.schemas.js';
import { StalledService } from './stalled.service.js';

@ApiTags('queue')
@Controller('api/queue')
export class QueueController {
  constructor(
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(StalledService) private readonly stalled: StalledService,
  ) {}

  @Get('status')
  @Role('viewer')
  @Answers(200, 'Depth, lag, workers.', queueStatusAnswer)
  status() {
    return this.queue.status();
  }

  @Get('stalled')
  @Role('viewer')
  @Answers(
    200,
    'Open runs that have lost their listener or their hint, with what becomes of them, and hints that have lost their runs.',
    stalledAnswer,
  )
  getStalled() {
    return this.stalled.read();
  }

  @Post('pause')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'Listeners take no more hints.', queuePausedAnswer)
  pause() {
    return this.queue.pause();
  }

  @Post('resume')
  @HttpCode(200)
  @Role('admin')
  @Answers(200, 'Listeners take hints again.', queuePausedAnswer)
  resume() {
    return this.queue.resume();
  }
}
