import cluster from 'node:cluster';
import { join } from 'node:path';
import type { ApiConfig } from '@carillon/config';
import { loadApiConfig } from '@carillon/config';
import { connectDatabase, requireMigratedDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { keepProcesses, processName } from '@carillon/processes';
import type { Logger } from '@carillon/telemetry';
import { createLogger } from '@carillon/telemetry';
import { prepareFirstAdministrator } from './auth/first-administrator.js';
import type { ApiDependencies } from './dependencies.js';
import { keepRateLimitCounts } from './http/rate-limit-counts.js';

const exitCodes = { failure: 1, config: 3, unreachable: 7 };

/** The process: from the environment to an API that listens, until it is told to stop. */
export async function runApi({ dev }: Pick<ApiDependencies, 'dev'>): Promise<void> {
  try {
    await start(loadApiConfig(), dev);
  } catch (error) {
    const { line, code } = describeFailure(error);
    process.stderr.write(`${line}\n`);
    process.exit(code);
  }
}

async function start(config: ApiConfig, dev: boolean): Promise<void> {
  const logger = createLogger({
    service: 'api',
    level: config.logLevel,
    format: config.logFormat,
    directory: config.logDir === null ? null : join(config.logDir, processName('api')),
  });
  if (cluster.isPrimary) await prepare(config, logger);
  if (cluster.isPrimary && config.processes > 1) {
    keepRateLimitCounts();
    process.exitCode = await keepProcesses(config.processes);
    return;
  }
  // The first of several processes serves nothing, and does without what that takes.
  const { serve } = await import('./serve.js');
  await serve(config, logger, dev);
}

/** What is done and told once per start, however many processes serve then. */
async function prepare(config: ApiConfig, logger: Logger): Promise<void> {
  for (const warning of config.warnings) logger.warn(warning);
  await requireMigratedDatabase(config.databaseUrl);
  const pool = connectDatabase(config.databaseUrl, {
    applicationName: 'carillon api',
    onError: (error) => logger.warn('A connection to PostgreSQL broke', { error }),
  });
  await prepareFirstAdministrator({ config, pool, logger }).finally(() => pool.end());
}

function describeFailure(error: unknown): { line: string; code: number } {
  if (!(error instanceof AppError)) {
    return {
      line: error instanceof Error ? (error.stack ?? error.message) : String(error),
      code: exitCodes.failure,
    };
  }
  const line = [error.message, error.hint].filter(Boolean).join(' ');
  if (error.code === 'config.invalid') return { line, code: exitCodes.config };
  const isUnreachable = error.code === 'database.unreachable' || error.code === 'server.start_failed';
  return { line, code: isUnreachable ? exitCodes.unreachable : exitCodes.failure };
}
