import type { DynamicModule } from '@nestjs/common';
import { CleanupService } from '../cleanup/cleanup.service.js';
import { QueueService } from '../queue/queue.service.js';
import { RunsService } from '../runs/runs.service.js';
import { StatisticsService } from '../statistics/statistics.service.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import { TaskBatchService } from '../tasks/task-batch.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import { GRAPHQL_SERVICES, GraphqlController } from './graphql.controller.js';
import type { GraphqlServices } from './services.js';
import { Subscriptions } from './subscriptions.js';

const services = {
  tasks: TasksService,
  taskBatches: TaskBatchService,
  taskActions: TaskActionsService,
  runs: RunsService,
  queue: QueueService,
  statistics: StatisticsService,
  cleanup: CleanupService,
  subscriptions: Subscriptions,
} satisfies Record<keyof GraphqlServices, unknown>;

export class GraphqlModule {
  /** @param resources the modules that provide the services and the live events */
  static with(dependencies: DynamicModule, resources: DynamicModule[]): DynamicModule {
    return {
      module: GraphqlModule,
      imports: [dependencies, ...resources],
      controllers: [GraphqlController],
      providers: [
        Subscriptions,
        {
          provide: GRAPHQL_SERVICES,
          inject: Object.values(services),
          useFactory: (...found: unknown[]) =>
            Object.fromEntries(Object.keys(services).map((key, index) => [key, found[index]])),
        },
      ],
    };
  }
}
