import type { DynamicModule } from '@nestjs/common';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

export class UsersModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: UsersModule,
      imports: [dependencies],
      controllers: [UsersController],
      providers: [UsersService],
    };
  }
}
