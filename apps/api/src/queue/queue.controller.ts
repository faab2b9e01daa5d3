import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { queuePausedAnswer, queueStatusAnswer } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

@ApiTags('queue')
@Controller('api/queue')
export class QueueController {
  constructor(@Inject(QueueService) private readonly queue: QueueService) {}

  @Get('status')
  @Role('viewer')
  @Answers(200, 'Depth, lag, workers.', queueStatusAnswer)
  status() {
    return this.queue.status();
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
