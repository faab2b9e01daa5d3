import type { DynamicModule } from '@nestjs/common';
import { AlertChannelsController } from './alert-channels.controller.js';
import { AlertChannelsService } from './alert-channels.service.js';

export class AlertChannelsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: AlertChannelsModule,
      imports: [dependencies],
      controllers: [AlertChannelsController],
      providers: [AlertChannelsService],
    };
  }
}
