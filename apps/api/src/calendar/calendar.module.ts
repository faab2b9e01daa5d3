import type { DynamicModule } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';

export class CalendarModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: CalendarModule,
      imports: [dependencies],
      controllers: [CalendarController],
      providers: [CalendarService],
    };
  }
}
