import type { DynamicModule } from '@nestjs/common';
import { SigningSecretsController } from './signing-secrets.controller.js';
import { SigningSecretsService } from './signing-secrets.service.js';

export class SigningSecretsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: SigningSecretsModule,
      imports: [dependencies],
      controllers: [SigningSecretsController],
      providers: [SigningSecretsService],
    };
  }
}
