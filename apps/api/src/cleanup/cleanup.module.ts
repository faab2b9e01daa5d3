import type { DynamicModule } from '@nestjs/common';
import { CleanupController } from './cleanup.controller.js';
import { CleanupService } from './cleanup.service.js';

export class CleanupModule {
  /** @param runs the RunsModule */
  static with(dependencies: DynamicModule, runs: DynamicModule): DynamicModule {
    return {
      module: CleanupModule,
      imports: [dependencies, runs],
      controllers: [CleanupController],
      providers: [CleanupService],
      exports: [CleanupService],
    };
  }
}
