import type { DynamicModule } from '@nestjs/common';
import { TargetChecksController } from './target-checks.controller.js';
import { TargetChecksService } from './target-checks.service.js';
import { TestRequestsController } from './test-requests.controller.js';
import { TestRequestsService } from './test-requests.service.js';

export class TestRequestsModule {
  static with(dependencies: DynamicModule): DynamicModule {
    return {
      module: TestRequestsModule,
      imports: [dependencies],
      controllers: [TestRequestsController, TargetChecksController],
      providers: [TestRequestsService, TargetChecksService],
    };
  }
}
