import type { ApiConfig } from '@carillon/config';
import { AppError } from '@carillon/domain';
import type { Metrics } from '@carillon/telemetry';
import { mayReadMetrics, metricsContentType } from '@carillon/telemetry';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CONFIG, METRICS, READ_METRICS } from '../dependencies.js';
import { InstallationReader } from '../health/installation.js';
import { Public } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { recordInstallation } from './installation-metrics.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(READ_METRICS) private readonly readMetrics: () => Promise<string>,
    @Inject(InstallationReader) private readonly installation: InstallationReader,
  ) {}

  @Get()
  @Public()
  @Header('content-type', metricsContentType)
  @Answers(200, 'Metrics in the text format of Prometheus; 401 without the token, where one is set.')
  async read(@Headers('authorization') authorization?: string): Promise<string> {
    if (!mayReadMetrics(authorization, this.config.metricsToken)) {
      throw new AppError('auth.required', 'Show the token of the metrics.');
    }
    const { installation } = this.metrics;
    recordInstallation(installation, await this.installation.read());
    return `${await this.readMetrics()}\n${await installation.registry.metrics()}`;
  }
}
