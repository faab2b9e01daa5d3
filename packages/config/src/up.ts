import { resolve } from 'node:path';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import {
  apiVariables,
  dataVariables,
  dummyWebhookVariables,
  listenerVariables,
  logVariables,
  optionalDatabaseVariables,
  outboundVariables,
  publisherVariables,
  queueVariables,
  signInVariables,
  upVariables,
  webVariables,
} from './variables.js';

/** Where the processes of one machine listen, and where their data lies. */
export interface UpConfig extends LogConfig {
  /** Null: an embedded PostgreSQL is started. */
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Absolute. */
  dataDir: string;
  postgresPort: number;
  apiHost: string;
  apiPort: number;
  webHost: string;
  webPort: number;
  dummyHost: string;
  dummyPort: number;
  publisherHost: string;
  publisherPort: number;
  listenerHost: string;
  listenerPort: number;
  /** Where receivers reach the API; null: at the address on which it listens. */
  publicUrl: string | null;
  /** Where people reach the dashboard; null: at the address on which it listens. */
  frontendUrl: string | null;
  /** Whose X-Forwarded-For the API believes, beside the dashboard's. */
  trustedProxies: string[];
  /** What webhooks may reach beside the public internet and the dummy webhook. */
  outboundAllow: string[];
}

/** @throws AppError `config.invalid` */
export function loadUpConfig(): UpConfig {
  const values = parseVariables({
    ...optionalDatabaseVariables,
    ...queueVariables,
    ...dataVariables,
    ...outboundVariables,
    ...logVariables,
    ...apiVariables,
    ...publisherVariables,
    ...listenerVariables,
    ...dummyWebhookVariables,
    ...upVariables,
    ...webVariables,
    CARILLON_TRUSTED_PROXIES: signInVariables.CARILLON_TRUSTED_PROXIES,
  });
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dataDir: resolve(values.CARILLON_DATA_DIR),
    postgresPort: values.CARILLON_POSTGRES_PORT,
    apiHost: values.CARILLON_API_HOST,
    apiPort: values.CARILLON_API_PORT,
    webHost: values.CARILLON_WEB_HOST,
    webPort: values.CARILLON_WEB_PORT,
    dummyHost: values.CARILLON_DUMMY_HOST,
    dummyPort: values.CARILLON_DUMMY_PORT,
    publisherHost: values.CARILLON_PUBLISHER_HOST,
    publisherPort: values.CARILLON_PUBLISHER_PORT,
    listenerHost: values.CARILLON_LISTENER_HOST,
    listenerPort: values.CARILLON_LISTENER_PORT,
    publicUrl: values.CARILLON_PUBLIC_URL,
    frontendUrl: values.FRONTEND_URL,
    trustedProxies: values.CARILLON_TRUSTED_PROXIES,
    outboundAllow: values.CARILLON_OUTBOUND_ALLOW,
    ...toLogConfig(values),
  };
}
