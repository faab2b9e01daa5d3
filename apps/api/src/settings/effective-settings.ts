import type { ApiConfig } from '@carillon/config';
import type { z } from 'zod';
import { version } from '../version.js';
import type { settingsAnswer } from './settings.schemas.js';

/** What of the configuration may be shown. Every field is named here, so that a new secret is not shown by accident. */
export function settingsOf(config: ApiConfig): z.infer<typeof settingsAnswer> {
  return {
    version,
    database: placeOf(config.databaseUrl),
    queue: {
      kind: config.redisUrl === null ? 'postgresql' : 'redis',
      address: placeOf(config.redisUrl ?? config.databaseUrl).address,
    },
    api: {
      address: `${config.host}:${config.port}`,
      frontendUrl: config.frontendUrl,
      isOpenOnLoopback: config.openOnLoopback,
      rateLimitPerMinute: config.rateLimitPerMinute,
      trustedProxies: config.trustedProxies,
      needsMetricsToken: config.metricsToken !== null,
      tellsEvents: config.events,
    },
    schedules: {
      minimumIntervalMs: config.minimumIntervalMs,
      catchUpPerSecond: config.catchUpPerSecond,
      workerTimeoutMs: config.workerTimeoutMs,
    },
    outbound: {
      allow: config.outboundAllow,
      allowHttp: config.outboundHttp,
      proxy: config.outboundProxyUrl === null ? null : placeOf(config.outboundProxyUrl).address,
      hasOwnAuthorities: config.outboundCa !== null,
      ownAddresses: config.ownAddresses,
    },
    keys: {
      tokens: config.jwtSecret === null ? 'file' : 'environment',
      encryption: config.encryptionKeys === null ? 'file' : 'environment',
      encryptionKeyIds: config.encryptionKeys?.map(({ id }) => id) ?? null,
    },
    log: { level: config.logLevel, format: config.logFormat, directory: config.logDir },
    dataDirectory: config.dataDir,
  };
}

/** Where a URL leads, without who signs in there. */
function placeOf(text: string): { address: string; name: string } {
  const { host, pathname } = new URL(text);
  return {
    address: host === '' ? 'a socket of this machine' : host,
    name: decodeURIComponent(pathname.slice(1)),
  };
}
