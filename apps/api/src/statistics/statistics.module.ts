import type { DynamicModule } from '@nestjs/common';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsService } from './statistics.service.js';

export class StatisticsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: StatisticsModule,
      imports: [dependencies],
      controllers: [StatisticsController],
      providers: [StatisticsService],
      exports: [StatisticsService],
    };
  }
}
