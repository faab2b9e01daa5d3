import type { DynamicModule } from '@nestjs/common';
import { BulkActs } from './bulk-acts.js';
import { BulkOperationsController } from './bulk-operations.controller.js';
import { BulkOperationsService } from './bulk-operations.service.js';
import { BulkWorker } from './bulk-worker.js';

export class BulkModule {
  /** @param tasks the TasksModule */
  static with(dependencies: DynamicModule, tasks: DynamicModule): DynamicModule {
    return {
      module: BulkModule,
      imports: [dependencies, tasks],
      controllers: [BulkOperationsController],
      providers: [BulkActs, BulkWorker, BulkOperationsService],
      exports: [BulkOperationsService],
    };
  }
}
