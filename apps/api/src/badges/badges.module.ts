import type { DynamicModule } from '@nestjs/common';
import { BadgesController } from './badges.controller.js';
import { BadgesService } from './badges.service.js';

export class BadgesModule {
  /** @param tasks the TasksModule */
  static with(dependencies: DynamicModule, tasks: DynamicModule): DynamicModule {
    return {
      module: BadgesModule,
      imports: [dependencies, tasks],
      controllers: [BadgesController],
      providers: [BadgesService],
    };
  }
}
