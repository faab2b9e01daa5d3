import { isLoopback } from './loopback.js';
import { AppError } from '@carillon/domain';
import type { DataConfig } from './data.js';
import { toDataConfig } from './data.js';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import type { OutboundConfig } from './outbound.js';
import { outboundAndOwnVariables, toOutboundConfig } from './outbound.js';
import {
  apiVariables,
  catchUpVariables,
  dataVariables,
  databaseVariables,
  logVariables,
  queueVariables,
} from './variables.js';

export interface ApiConfig extends LogConfig, DataConfig, OutboundConfig {
  databaseUrl: string;
  redisUrl: string | null;
  host: string;
  port: number;
  frontendUrl: string | null;
  minimumIntervalMs: number;
  catchUpPerSecond: number;
  /** Whether requests from this machine need no sign-in. Only ever true while the API listens on loopback. */
  openOnLoopback: boolean;
}

/** @throws AppError `config.invalid` */
export function loadApiConfig(): ApiConfig {
  const values = parseVariables({
    ...databaseVariables,
    ...queueVariables,
    ...dataVariables,
    ...logVariables,
    ...apiVariables,
    ...outboundAndOwnVariables,
    ...catchUpVariables,
  });
  const openOnLoopback = values.CARILLON_OPEN_ON_LOOPBACK === '1';
  if (openOnLoopback && !isLoopback(values.CARILLON_API_HOST)) {
    const message = `must not be 1 while CARILLON_API_HOST is ${values.CARILLON_API_HOST}: everybody who reaches that address could use the API`;
    throw new AppError(
      'config.invalid',
      `The configuration is not valid. CARILLON_OPEN_ON_LOOPBACK: ${message}`,
      {
        fieldErrors: [{ path: 'CARILLON_OPEN_ON_LOOPBACK', message }],
      },
    );
  }
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    host: values.CARILLON_API_HOST,
    port: values.CARILLON_API_PORT,
    frontendUrl: values.FRONTEND_URL,
    minimumIntervalMs: values.CARILLON_MINIMUM_INTERVAL_MS,
    catchUpPerSecond: values.CARILLON_CATCH_UP_PER_SECOND,
    openOnLoopback,
    ...toDataConfig(values),
    ...toOutboundConfig(values),
    ...toLogConfig(values),
  };
}
