import { All, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { parseInput } from '../parse-input.js';
import { sendAnswer } from './send-answer.js';
import type { ReceivedCall, Stats } from './webhook.schemas.js';
import { numberParams, receivedQuery, scenarioDescriptions } from './webhook.schemas.js';
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
    return this.webhook.received.newestFirst.filter(({ number }) => number > after).slice(0, limit);
  }

  @Get('requests/:number')
  getReceived(@Param() params: unknown): ReceivedCall {
    return this.webhook.received.get(parseInput(numberParams, params).number);
  }

  @Delete('requests/:number')
  deleteReceived(@Param() params: unknown): Stats {
    this.webhook.received.delete(parseInput(numberParams, params).number);
    return this.webhook.stats;
  }

  @Put('requests/:number/pin')
  pin(@Param() params: unknown): Stats {
    this.webhook.received.pin(parseInput(numberParams, params).number);
    return this.webhook.stats;
  }

  @Delete('requests/:number/pin')
  unpin(@Param() params: unknown): Stats {
    this.webhook.received.unpin(parseInput(numberParams, params).number);
    return this.webhook.stats;
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
