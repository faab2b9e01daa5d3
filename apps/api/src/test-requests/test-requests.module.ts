import type { DynamicModule } from '@nestjs/common';
import { TestRequestsController } from './test-requests.controller.js';
import { TestRequestsService } from './test-requests.service.js';

export class TestRequestsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: TestRequestsModule,
      imports: [dependencies],
      controllers: [TestRequestsController],
      providers: [TestRequestsService],
    };
  }
}
