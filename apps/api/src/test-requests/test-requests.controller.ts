import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import type { TestRequestInput } from './test-requests.schemas.js';
import { testRequestAnswer, testRequestSchema } from './test-requests.schemas.js';
import { TestRequestsService } from './test-requests.service.js';

@ApiTags('tasks')
@Controller('api/tasks/test-request')
export class TestRequestsController {
  constructor(@Inject(TestRequestsService) private readonly testRequests: TestRequestsService) {}

  @Post()
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'What a draft or a task sends, and what came of it. Nothing is recorded.', testRequestAnswer)
  send(@Body({ schema: testRequestSchema }) body: TestRequestInput) {
    return this.testRequests.send(body);
  }
}
