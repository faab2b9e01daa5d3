import { All, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendAnswer } from './send-answer.js';
import type { ReceivedCall, Stats } from './webhook.schemas.js';
import { WebhookService } from './webhook.service.js';

@Controller()
export class WebhookController {
  constructor(private readonly webhook: WebhookService) {}

  @All(['webhook', 'webhook/*path'])
  async receive(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { method, path, query, headers } = request;
    // No body at all is not parsed to an empty one.
    const body = typeof request.body === 'string' ? request.body : '';
    const answer = await this.webhook.answer({ method, path, query, headers, body });
    sendAnswer(response, answer);
  }

  @Get('requests')
  listReceived(): ReceivedCall[] {
    return this.webhook.received;
  }

  @Get('stats')
  getStats(): Stats {
    return this.webhook.stats;
  }

  @Post('reset')
  @HttpCode(200)
  reset(): Stats {
    return this.webhook.reset();
  }
}
