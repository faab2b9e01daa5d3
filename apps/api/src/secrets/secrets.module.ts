import type { DynamicModule } from '@nestjs/common';
import { SecretsController } from './secrets.controller.js';
import { SecretsService } from './secrets.service.js';

export class SecretsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: SecretsModule,
      imports: [dependencies],
      controllers: [SecretsController],
      providers: [SecretsService],
    };
  }
}
