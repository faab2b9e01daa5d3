import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { HealthIndicatorFunction } from '@nestjs/terminus';
import { HealthCheckService } from '@nestjs/terminus';
import type { Response } from 'express';
import { Public, Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { healthDetailAnswer } from './health.schemas.js';
import { HealthDetailReader } from './health-detail.js';
import { HealthIndicators } from './health-indicators.js';

@ApiTags('health')
@Controller('api/health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicators) private readonly indicators: HealthIndicators,
    @Inject(HealthDetailReader) private readonly details: HealthDetailReader,
  ) {}

  @Get()
  @Public()
  @Answers(200, 'Everything together: `degraded` when runs may be late, 503 when the API cannot serve.')
  all(@Res({ passthrough: true }) response: Response) {
    const { database, migrations, queue, publishers, listeners, lag, version } = this.indicators;
    return this.#answer(response, [database, migrations, queue, publishers, listeners, lag, version]);
  }

  @Get('live')
  @Public()
  @Answers(200, 'The process answers.')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @Answers(200, 'Requests can be served; 503 when not.')
  ready(@Res({ passthrough: true }) response: Response) {
    const { database, migrations } = this.indicators;
    return this.#answer(response, [database, migrations]);
  }

  @Get('detail')
  @Role('viewer')
  @Answers(
    200,
    'Versions, places and figures behind the health; null for what is not known.',
    healthDetailAnswer,
  )
  detail() {
    return this.details.read();
  }

  /** Terminus throws a failed check; its answer is the same report, with status 503. */
  async #answer(response: Response, checks: HealthIndicatorFunction[]): Promise<unknown> {
    try {
      return await this.health.check(checks);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(error.getStatus());
      return error.getResponse();
    }
  }
}
