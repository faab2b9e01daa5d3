import type { DynamicModule } from '@nestjs/common';
import { BlackoutsController } from './blackouts.controller.js';
import { BlackoutsService } from './blackouts.service.js';

export class BlackoutsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: BlackoutsModule,
      imports: [dependencies],
      controllers: [BlackoutsController],
      providers: [BlackoutsService],
    };
  }
}
