import type { Logger } from '@carillon/telemetry';
import type { LoggerService } from '@nestjs/common';

/** Nest's own lines, in our log. Its reports of progress at start are details. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }

  debug(message: unknown): void {
    this.logger.debug(String(message));
  }

  warn(message: unknown): void {
    this.logger.warn(String(message));
  }

  error(message: unknown): void {
    this.logger.error(message instanceof Error ? (message.stack ?? message.message) : String(message));
  }
}
