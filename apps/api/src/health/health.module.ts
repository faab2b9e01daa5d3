import type { DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { HealthIndicators } from './health-indicators.js';

export class HealthModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: HealthModule,
      imports: [dependencies, TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [HealthIndicators],
    };
  }
}
