import { Controller, Get } from '@nestjs/common';

@Controller('health')
export class HealthController {
  /** The process lives; there is nothing else that it needs. */
  @Get()
  check(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
