import type { DynamicModule } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';

export class ApiKeysModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: ApiKeysModule,
      imports: [dependencies],
      controllers: [ApiKeysController],
      providers: [ApiKeysService],
    };
  }
}
