import type { ApiConfig } from '@carillon/config';
import type { DynamicModule } from '@nestjs/common';
import { CONFIG } from '../dependencies.js';
import { RateLimits } from '../http/rate-limits.js';
import { AccessTokens } from './access-tokens.js';
import { AccountsService } from './accounts.service.js';
import { Gate } from './gate.js';
import { JoinService } from './join.service.js';
import { OpenSessionsController } from './open-sessions.controller.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

export class AuthModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: AuthModule,
      imports: [dependencies],
      controllers: [SessionsController, OpenSessionsController],
      providers: [
        RateLimits,
        Gate,
        SessionsService,
        AccountsService,
        JoinService,
        {
          provide: AccessTokens,
          useFactory: (config: ApiConfig) => new AccessTokens(config),
          inject: [CONFIG],
        },
      ],
      exports: [RateLimits, Gate, SessionsService],
    };
  }
}
