import 'reflect-metadata';
import { loadDummyWebhookConfig } from '@carillon/config';
import { AppError } from '@carillon/domain';
import { createLogger } from '@carillon/telemetry';
import { createApp } from './create-app.js';
import { PortInUseError, serve } from './serve.js';

const exitCodes = { configInvalid: 3, unreachable: 7 };

try {
  const config = loadDummyWebhookConfig();
  const logger = createLogger({
    service: 'dummy-webhook',
    level: config.logLevel,
    format: config.logFormat,
  });
  for (const warning of config.warnings) logger.warn(warning);
  await serve(await createApp(config, logger), config, logger);
} catch (error) {
  if (error instanceof PortInUseError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(exitCodes.unreachable);
  }
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(exitCodes.configInvalid);
}
