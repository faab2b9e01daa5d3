import type { DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { MetricsController } from '../metrics/metrics.controller.js';
import { HealthController } from './health.controller.js';
import { HealthDetailReader } from './health-detail.js';
import { HealthIndicators } from './health-indicators.js';
import { InstallationReader } from './installation.js';

/** What operators and their programs look at. */
export class HealthModule {
  /** @param live the module of the sockets */
  static with(dependencies: DynamicModule, live: DynamicModule): DynamicModule {
    return {
      module: HealthModule,
      imports: [dependencies, live, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [HealthDetailReader, HealthIndicators, InstallationReader],
    };
  }
}
