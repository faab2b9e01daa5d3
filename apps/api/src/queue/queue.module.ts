import type { DynamicModule } from '@nestjs/common';
import { QueueController } from './queue.controller.js';
import { QueueService } from './queue.service.js';
import { StalledService } from './stalled.service.js';

export class QueueModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: QueueModule,
      imports: [dependencies],
      controllers: [QueueController],
      providers: [QueueService, StalledService],
      exports: [QueueService],
    };
  }
}
