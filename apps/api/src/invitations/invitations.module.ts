import type { DynamicModule } from '@nestjs/common';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';

export class InvitationsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: InvitationsModule,
      imports: [dependencies],
      controllers: [InvitationsController],
      providers: [InvitationsService],
    };
  }
}
