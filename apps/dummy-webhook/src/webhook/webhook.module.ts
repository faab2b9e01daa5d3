import type { Logger } from '@carillon/telemetry';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { WebhookController } from './webhook.controller.js';
import { WebhookService, callLogger } from './webhook.service.js';

@Module({})
export class WebhookModule {
  static register(settings: DynamicModule, logger: Logger): DynamicModule {
    return {
      module: WebhookModule,
      imports: [settings],
      controllers: [WebhookController],
      providers: [WebhookService, { provide: callLogger, useValue: logger }],
    };
  }
}
