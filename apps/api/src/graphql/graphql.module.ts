import type { Pool } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import type { DynamicModule } from '@nestjs/common';
import { CleanupService } from '../cleanup/cleanup.service.js';
import { LOGGER, POOL } from '../dependencies.js';
import { QueueService } from '../queue/queue.service.js';
import { RunsService } from '../runs/runs.service.js';
import { StatisticsService } from '../statistics/statistics.service.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import { TaskBatchService } from '../tasks/task-batch.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import { RateLimits } from '../http/rate-limits.js';
import { counterOf } from './counted.js';
import { GraphiqlController } from './graphiql.controller.js';
import { GRAPHQL_SERVER, GraphqlController } from './graphql.controller.js';
import { createLoaders } from './loaders.js';
import type { GraphqlServices } from './services.js';
import { Subscriptions } from './subscriptions.js';
import { createGraphqlServer } from './yoga.js';

const GRAPHQL_SERVICES = Symbol('GraphQL services');

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
  /**
   * @param resources the modules that provide the services and the live events
   * @param dev for development: with GraphiQL, and a schema that may be asked for
   */
  static with(dependencies: DynamicModule, resources: DynamicModule[], dev: boolean): DynamicModule {
    return {
      module: GraphqlModule,
      imports: [dependencies, ...resources],
      controllers: dev ? [GraphqlController, GraphiqlController] : [GraphqlController],
      providers: [
        Subscriptions,
        {
          provide: GRAPHQL_SERVICES,
          inject: Object.values(services),
          useFactory: (...found: unknown[]) =>
            Object.fromEntries(Object.keys(services).map((key, index) => [key, found[index]])),
        },
        {
          provide: GRAPHQL_SERVER,
          inject: [GRAPHQL_SERVICES, POOL, LOGGER, RateLimits],
          useFactory: (found: GraphqlServices, pool: Pool, logger: Logger, limits: RateLimits) =>
            createGraphqlServer({
              contextOf: (request) => ({
                ...request,
                services: found,
                loaders: createLoaders(pool),
                count: counterOf(limits, request.principal, request.httpRequest.ip ?? ''),
              }),
              logger,
              dev,
            }),
        },
      ],
    };
  }
}
