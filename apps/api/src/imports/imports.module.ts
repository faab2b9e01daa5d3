import type { DynamicModule } from '@nestjs/common';
import { ImportsController } from './imports.controller.js';

export class ImportsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return { module: ImportsModule, imports: [dependencies], controllers: [ImportsController] };
  }
}
