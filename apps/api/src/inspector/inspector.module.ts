import type { DynamicModule } from '@nestjs/common';
import { InspectorController } from './inspector.controller.js';
import { InspectorService } from './inspector.service.js';
import { RequestReplay } from './request-replay.js';

export class InspectorModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: InspectorModule,
      imports: [dependencies],
      controllers: [InspectorController],
      providers: [InspectorService, RequestReplay],
    };
  }
}
