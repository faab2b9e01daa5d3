import type { DynamicModule } from '@nestjs/common';
import { ChannelFeed } from './channel-feed.js';
import { ChannelsController } from './channels.controller.js';
import { ChannelsService } from './channels.service.js';
import { StatusMessages } from './status-messages.js';

export class ChannelsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: ChannelsModule,
      imports: [dependencies],
      controllers: [ChannelsController],
      providers: [ChannelsService, StatusMessages, ChannelFeed],
      exports: [ChannelFeed],
    };
  }
}
