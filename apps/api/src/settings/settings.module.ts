import type { DynamicModule } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';

export class SettingsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return { module: SettingsModule, imports: [dependencies], controllers: [SettingsController] };
  }
}
