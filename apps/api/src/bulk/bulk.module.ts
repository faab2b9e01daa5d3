import type { DynamicModule } from '@nestjs/common';
import { BulkActs } from './bulk-acts.js';
import { BulkOperationsController } from './bulk-operations.controller.js';
import { BulkOperationsService } from './bulk-operations.service.js';
import { BulkRunActs } from './bulk-run-acts.js';
import { BulkWorker } from './bulk-worker.js';

export class BulkModule {
  /** @param services the TasksModule and the RunsModule, which do to one what is done to many */
  static with(dependencies: DynamicModule, ...services: DynamicModule[]): DynamicModule {
    return {
      module: BulkModule,
      imports: [dependencies, ...services],
      controllers: [BulkOperationsController],
      providers: [BulkActs, BulkRunActs, BulkWorker, BulkOperationsService],
      exports: [BulkOperationsService],
    };
  }
}
