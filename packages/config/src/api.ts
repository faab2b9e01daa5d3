import { isLoopback } from './loopback.js';
import { AppError } from '@carillon/domain';
import type { DataConfig } from './data.js';
import { toDataConfig } from './data.js';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import type { OidcConfig } from './oidc.js';
import { toOidcConfig } from './oidc.js';
import { judgeSampleSecrets } from './sample-secrets.js';
import type { OutboundConfig } from './outbound.js';
import { outboundAndOwnVariables, toOutboundConfig } from './outbound.js';
import type { SignInConfig } from './sign-in.js';
import { toSignInConfig } from './sign-in.js';
import {
  apiVariables,
  catchUpVariables,
  dataVariables,
  databaseVariables,
  eventsVariables,
  logVariables,
  metricsVariables,
  oidcVariables,
  queueVariables,
  signInVariables,
  workerVariables,
} from './variables.js';

export interface ApiConfig extends LogConfig, DataConfig, SignInConfig, OutboundConfig {
  databaseUrl: string;
  redisUrl: string | null;
  host: string;
  port: number;
  /** How many serve under that port. */
  processes: number;
  frontendUrl: string | null;
  minimumIntervalMs: number;
  catchUpPerSecond: number;
  /** A worker silent for longer counts as dead. */
  workerTimeoutMs: number;
  /** Whether changes are told to other processes, and theirs to sockets and subscriptions. */
  events: boolean;
  /** Whether requests from this machine need no sign-in. Only ever true while the API listens on loopback. */
  openOnLoopback: boolean;
  /** Where the dummy webhook is reached, that the inspector shows; null: there is none. */
  dummyUrl: string | null;
  /** What whoever reads the metrics has to show; null: nothing. */
  metricsToken: string | null;
  /** The provider that people may sign in with, beside passwords; null: none. */
  oidc: OidcConfig | null;
}

/** @throws AppError `config.invalid` */
export function loadApiConfig(): ApiConfig {
  const values = parseVariables({
    ...databaseVariables,
    ...queueVariables,
    ...eventsVariables,
    ...dataVariables,
    ...logVariables,
    ...metricsVariables,
    ...apiVariables,
    ...signInVariables,
    ...oidcVariables,
    ...outboundAndOwnVariables,
    ...catchUpVariables,
    CARILLON_WORKER_TIMEOUT_MS: workerVariables.CARILLON_WORKER_TIMEOUT_MS,
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
  const listensOn = { host: values.CARILLON_API_HOST, variable: 'CARILLON_API_HOST' };
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    host: values.CARILLON_API_HOST,
    port: values.CARILLON_API_PORT,
    processes: values.CARILLON_API_PROCESSES,
    frontendUrl: values.FRONTEND_URL,
    minimumIntervalMs: values.CARILLON_MINIMUM_INTERVAL_MS,
    catchUpPerSecond: values.CARILLON_CATCH_UP_PER_SECOND,
    workerTimeoutMs: values.CARILLON_WORKER_TIMEOUT_MS,
    events: values.CARILLON_EVENTS === '1',
    openOnLoopback,
    dummyUrl: values.CARILLON_DUMMY_URL,
    metricsToken: values.CARILLON_METRICS_TOKEN,
    oidc: toOidcConfig(values),
    ...toDataConfig(values),
    ...toSignInConfig(values),
    ...toOutboundConfig(values),
    ...toLogConfig(values, judgeSampleSecrets(values, listensOn)),
  };
}
