import { All, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { parseInput } from '../parse-input.js';
import { sendAnswer } from './send-answer.js';
import type { ReceivedCall, Stats } from './webhook.schemas.js';
import { receivedQuery, scenarioDescriptions } from './webhook.schemas.js';
import { WebhookService } from './webhook.service.js';

@Controller()
export class WebhookController {
  constructor(private readonly webhook: WebhookService) {}

  @All(['webhook', 'webhook/*path'])
  async receive(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { method, path, query, headers, url } = request;
    const queryText = url.slice(path.length);
    // No body at all is not parsed to an empty one.
    const body = typeof request.body === 'string' ? request.body : '';
    const answer = await this.webhook.answer({ method, path, query, queryText, headers, body });
    sendAnswer(response, answer);
  }

  @Get('requests')
  listReceived(@Query() query: unknown): ReceivedCall[] {
    const { after, limit } = parseInput(receivedQuery, query);
    return this.webhook.received.filter(({ number }) => number > after).slice(0, limit);
  }

  @Get('scenarios')
  listScenarios(): { name: string; description: string }[] {
    return Object.entries(scenarioDescriptions).map(([name, description]) => ({ name, description }));
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
