import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditController } from './audit.controller.js';
import { AuditGuard } from './audit.guard.js';

export class AuditModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: AuditModule,
      imports: [dependencies],
      controllers: [AuditController],
      providers: [{ provide: APP_GUARD, useClass: AuditGuard }],
    };
  }
}
