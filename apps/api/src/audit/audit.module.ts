import type { DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditController } from './audit.controller.js';
import { AuditInterceptor } from './audit.interceptor.js';

export class AuditModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: AuditModule,
      imports: [dependencies],
      controllers: [AuditController],
      providers: [{ provide: APP_INTERCEPTOR, useClass: AuditInterceptor }],
    };
  }
}
