import { loadWebConfig } from '@carillon/config';
import { AppError } from '@carillon/domain';
import { createLogger } from '@carillon/telemetry';
import { PortInUseError, serveDashboard } from './serve-dashboard.js';

const exitCodes = { configInvalid: 3, unreachable: 7 };

try {
  const config = loadWebConfig();
  const logger = createLogger({ service: 'web', level: config.logLevel, format: config.logFormat });
  for (const warning of config.warnings) logger.warn(warning);
  await serveDashboard({ config, logger, dev: process.argv.includes('--dev') });
} catch (error) {
  if (!(error instanceof AppError || error instanceof PortInUseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof PortInUseError ? exitCodes.unreachable : exitCodes.configInvalid);
}
