import type { DynamicModule } from '@nestjs/common';
import { RunDispatch } from './run-dispatch.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';

export class RunsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: RunsModule,
      imports: [dependencies],
      controllers: [RunsController],
      providers: [RunDispatch, RunsService],
      exports: [RunDispatch, RunsService],
    };
  }
}
