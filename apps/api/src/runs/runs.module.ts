import type { DynamicModule } from '@nestjs/common';
import { RunDispatch } from './run-dispatch.js';
import { RunReportsController } from './run-reports.controller.js';
import { RunReportsService } from './run-reports.service.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';

export class RunsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: RunsModule,
      imports: [dependencies],
      controllers: [RunReportsController, RunsController],
      providers: [RunDispatch, RunReportsService, RunsService],
      exports: [RunDispatch, RunsService],
    };
  }
}
