import type { DynamicModule } from '@nestjs/common';
import { HostsController } from './hosts.controller.js';

export class HostsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return { module: HostsModule, imports: [dependencies], controllers: [HostsController] };
  }
}
