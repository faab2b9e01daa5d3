import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import type { HintProducer, QueueAdmin } from '@carillon/queue';
import type { Logger } from '@carillon/telemetry';
import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';

/** What the API is given from outside; whoever makes these closes them. */
export interface ApiDependencies {
  config: ApiConfig;
  logger: Logger;
  pool: Pool;
  hints: HintProducer;
  queueAdmin: QueueAdmin;
}

export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');
export const POOL = Symbol('pool');
/** The name by which the queue is injected: `@InjectQueue(hintQueue)`. */
export const hintQueue = 'hints';
export const QUEUE_ADMIN = Symbol('queue admin');

class DependenciesModule {}

/** One module object for one application: Nest tells dynamic modules apart by identity. */
export function dependenciesModule(dependencies: ApiDependencies): DynamicModule {
  const providers = [
    { provide: CONFIG, useValue: dependencies.config },
    { provide: LOGGER, useValue: dependencies.logger },
    { provide: POOL, useValue: dependencies.pool },
    { provide: getQueueToken(hintQueue), useValue: dependencies.hints },
    { provide: QUEUE_ADMIN, useValue: dependencies.queueAdmin },
  ];
  return { module: DependenciesModule, providers, exports: providers };
}
