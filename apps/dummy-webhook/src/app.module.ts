import type { Logger } from '@carillon/telemetry';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { HealthController } from './health/health.controller.js';
import { SettingsModule } from './settings/settings.module.js';
import type { InitialSettings } from './settings/settings.schemas.js';
import { WebhookModule } from './webhook/webhook.module.js';

@Module({ controllers: [HealthController] })
export class AppModule {
  static register(initial: InitialSettings, logger: Logger): DynamicModule {
    const settings = SettingsModule.register(initial);
    return { module: AppModule, imports: [settings, WebhookModule.register(settings, logger)] };
  }
}
