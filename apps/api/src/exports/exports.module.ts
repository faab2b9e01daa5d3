import type { DynamicModule } from '@nestjs/common';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

export class ExportsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: ExportsModule,
      imports: [dependencies],
      controllers: [ExportsController],
      providers: [ExportsService],
    };
  }
}
