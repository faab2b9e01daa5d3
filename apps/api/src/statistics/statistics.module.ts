import type { DynamicModule } from '@nestjs/common';
import { StatisticsController } from './statistics.controller.js';
import { StatisticsService } from './statistics.service.js';
import { TaskListsController } from './task-lists.controller.js';

export class StatisticsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: StatisticsModule,
      imports: [dependencies],
      controllers: [StatisticsController, TaskListsController],
      providers: [StatisticsService],
      exports: [StatisticsService],
    };
  }
}
