import type { DynamicModule } from '@nestjs/common';
import { LanesController } from './lanes.controller.js';
import { LanesService } from './lanes.service.js';
import { WaitingRunsService } from './waiting-runs.service.js';

export class LanesModule {
  /** @param runs the RunsModule */
  static with(dependencies: DynamicModule, runs: DynamicModule): DynamicModule {
    return {
      module: LanesModule,
      imports: [dependencies, runs],
      controllers: [LanesController],
      providers: [LanesService, WaitingRunsService],
      exports: [LanesService],
    };
  }
}
