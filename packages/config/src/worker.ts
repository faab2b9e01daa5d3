import type { DataConfig } from './data.js';
import { toDataConfig } from './data.js';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import { parseVariables } from './load.js';
import { judgeSampleSecrets } from './sample-secrets.js';
import type { OutboundConfig } from './outbound.js';
import { outboundAndOwnVariables, toOutboundConfig } from './outbound.js';
import {
  alertVariables,
  apiVariables,
  catchUpVariables,
  dataVariables,
  databaseVariables,
  eventsVariables,
  listenerVariables,
  logVariables,
  metricsVariables,
  publisherVariables,
  queueVariables,
  workerVariables,
} from './variables.js';

/** What publisher and listener share. Times in milliseconds. */
export interface WorkerConfig extends LogConfig, DataConfig {
  databaseUrl: string;
  redisUrl: string | null;
  /** Whether changes are told to other processes. */
  events: boolean;
  leaseMs: number;
  heartbeatMs: number;
  workerTimeoutMs: number;
  drainTimeoutMs: number;
  healthHost: string;
  healthPort: number;
  /** What whoever reads the metrics has to show; null: nothing. */
  metricsToken: string | null;
}

export interface PublisherConfig extends WorkerConfig, OutboundConfig {
  publishBatch: number;
  publishIntervalMs: number;
  backlogMax: number;
  rescueIntervalMs: number;
  retentionDays: number;
  catchUpPerSecond: number;
  /** What takes e-mails, with the password in it; null: nothing does. */
  smtpUrl: string | null;
  smtpFrom: string | null;
  /** Where people reach the dashboard; null: not known. */
  dashboardUrl: string | null;
}

export interface ListenerConfig extends WorkerConfig, OutboundConfig {
  concurrency: number;
  hostConcurrency: number | null;
  breakerFailures: number;
  /** Where receivers reach the API; null: they cannot call back. */
  publicUrl: string | null;
}

const shared = {
  ...databaseVariables,
  ...dataVariables,
  ...queueVariables,
  ...eventsVariables,
  ...logVariables,
  ...metricsVariables,
  ...workerVariables,
};

function toWorkerConfig(
  values: ReturnType<typeof parseVariables<typeof shared>>,
  health: { host: string; port: number; variable: string },
) {
  return {
    healthHost: health.host,
    healthPort: health.port,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    events: values.CARILLON_EVENTS === '1',
    leaseMs: values.CARILLON_LEASE_MS,
    heartbeatMs: values.CARILLON_HEARTBEAT_MS,
    workerTimeoutMs: values.CARILLON_WORKER_TIMEOUT_MS,
    drainTimeoutMs: values.CARILLON_DRAIN_TIMEOUT_MS,
    metricsToken: values.CARILLON_METRICS_TOKEN,
    ...toDataConfig(values),
    ...toLogConfig(values, judgeSampleSecrets(values, health)),
  };
}

/** @throws AppError `config.invalid` */
export function loadPublisherConfig(): PublisherConfig {
  const values = parseVariables({
    ...shared,
    ...publisherVariables,
    ...catchUpVariables,
    ...alertVariables,
    ...outboundAndOwnVariables,
    FRONTEND_URL: apiVariables.FRONTEND_URL,
  });
  const health = {
    host: values.CARILLON_PUBLISHER_HOST,
    port: values.CARILLON_PUBLISHER_PORT,
    variable: 'CARILLON_PUBLISHER_HOST',
  };
  return {
    ...toWorkerConfig(values, health),
    ...toOutboundConfig(values),
    publishBatch: values.CARILLON_PUBLISH_BATCH,
    publishIntervalMs: values.CARILLON_PUBLISH_INTERVAL_MS,
    backlogMax: values.CARILLON_BACKLOG_MAX,
    rescueIntervalMs: values.CARILLON_RESCUE_INTERVAL_MS,
    retentionDays: values.CARILLON_RETENTION_DAYS,
    catchUpPerSecond: values.CARILLON_CATCH_UP_PER_SECOND,
    smtpUrl: values.CARILLON_SMTP_URL,
    smtpFrom: values.CARILLON_SMTP_FROM,
    dashboardUrl: values.FRONTEND_URL,
  };
}

/** @throws AppError `config.invalid` */
export function loadListenerConfig(): ListenerConfig {
  const values = parseVariables({
    ...shared,
    ...listenerVariables,
    ...outboundAndOwnVariables,
  });
  const health = {
    host: values.CARILLON_LISTENER_HOST,
    port: values.CARILLON_LISTENER_PORT,
    variable: 'CARILLON_LISTENER_HOST',
  };
  return {
    ...toWorkerConfig(values, health),
    ...toOutboundConfig(values),
    concurrency: values.CARILLON_CONCURRENCY,
    hostConcurrency: values.CARILLON_HOST_CONCURRENCY,
    breakerFailures: values.CARILLON_BREAKER_FAILURES,
    publicUrl: values.CARILLON_PUBLIC_URL,
  };
}
