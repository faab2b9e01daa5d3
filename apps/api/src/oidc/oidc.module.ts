import type { DynamicModule } from '@nestjs/common';
import { OidcController } from './oidc.controller.js';
import { OidcService } from './oidc.service.js';
import { ProviderAccountsService } from './provider-accounts.service.js';

export class OidcModule {
  static with(dependencies: DynamicModule, auth: DynamicModule): DynamicModule {
    return {
      module: OidcModule,
      imports: [dependencies, auth],
      controllers: [OidcController],
      providers: [OidcService, ProviderAccountsService],
    };
  }
}
