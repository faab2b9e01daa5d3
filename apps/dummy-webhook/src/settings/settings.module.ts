import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';
import type { InitialSettings } from './settings.schemas.js';
import { SettingsService, initialSettings } from './settings.service.js';

@Module({})
export class SettingsModule {
  static register(initial: InitialSettings): DynamicModule {
    return {
      module: SettingsModule,
      controllers: [SettingsController],
      providers: [SettingsService, { provide: initialSettings, useValue: initial }],
      exports: [SettingsService],
    };
  }
}
