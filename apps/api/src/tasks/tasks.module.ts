import type { DynamicModule } from '@nestjs/common';
import { TaskActionsController } from './task-actions.controller.js';
import { TaskActionsService } from './task-actions.service.js';
import { TaskDelivery } from './task-delivery.service.js';
import { TaskHistoryController } from './task-history.controller.js';
import { TaskMarksService } from './task-marks.service.js';
import { TaskRestoreService } from './task-restore.service.js';
import { TaskBatchService } from './task-batch.service.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';

export class TasksModule {
  /** @param runs the RunsModule */
  static with(dependencies: DynamicModule, runs: DynamicModule): DynamicModule {
    return {
      module: TasksModule,
      imports: [dependencies, runs],
      controllers: [TasksController, TaskActionsController, TaskHistoryController],
      providers: [
        TasksService,
        TaskDelivery,
        TaskBatchService,
        TaskActionsService,
        TaskMarksService,
        TaskRestoreService,
      ],
      exports: [TasksService, TaskBatchService, TaskActionsService, TaskMarksService],
    };
  }
}
