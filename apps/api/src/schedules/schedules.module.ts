import type { DynamicModule } from '@nestjs/common';
import { SchedulesController } from './schedules.controller.js';

export class SchedulesModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return { module: SchedulesModule, imports: [dependencies], controllers: [SchedulesController] };
  }
}
