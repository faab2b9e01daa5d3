/** The processes of one machine: where their scripts lie, and the environment that each is given. */
import { fileURLToPath } from 'node:url';
import type { UpConfig } from '@carillon/config';
import { isLoopback, localUrl } from '@carillon/config';
import type { ChildSpec } from './supervised-child.js';

export type ScriptName = 'api' | 'carillon' | 'dummyWebhook' | 'web';

/** The built entry of each app, beside this one's: apps are started, never imported. */
export const builtScripts: Record<ScriptName, string> = {
  api: fileURLToPath(new URL('../../../api/dist/main.js', import.meta.url)),
  carillon: fileURLToPath(new URL('../../../cli/dist/main.js', import.meta.url)),
  dummyWebhook: fileURLToPath(new URL('../../../dummy-webhook/dist/main.js', import.meta.url)),
  web: fileURLToPath(new URL('../../../web/dist/main.js', import.meta.url)),
};

export interface ChildrenOptions {
  config: UpConfig;
  databaseUrl: string;
  scripts: Record<ScriptName, string>;
  /** For development: the dashboard compiles its pages as they are asked for, the API serves GraphiQL. */
  dev?: boolean;
  /** Colours for the names; without them the children are told to use none. */
  colours: Record<'cyan' | 'magenta' | 'green' | 'yellow' | 'blue', (text: string) => string> | null;
}

const readyTimeoutMs = 60_000;

/** Attempts that are still open after this are handed back, so that the whole stop takes less than ten seconds. */
const drainTimeoutMs = 5_000;

/** They stop as listed: first nothing new is published, then what is under way ends, then what it needs goes. */
export function childSpecs(options: ChildrenOptions): ChildSpec[] {
  const { config, databaseUrl, scripts, colours, dev = false } = options;
  const env = commonEnvironment(config, databaseUrl, colours !== null);
  const plain = (text: string) => text;
  const common = { env, readyTimeoutMs };
  const commonToDev = { ...common, args: dev ? ['--dev'] : [] };
  const openOnLoopback: Record<string, string> = isLoopback(config.apiHost)
    ? { CARILLON_OPEN_ON_LOOPBACK: '1' }
    : {};
  return [
    {
      ...common,
      name: 'publisher',
      script: scripts.carillon,
      args: ['publisher'],
      // Alerts link to it.
      env: { ...env, FRONTEND_URL: config.frontendUrl ?? localUrl(config.webHost, config.webPort) },
      colour: colours?.magenta ?? plain,
      order: 0,
      patienceMs: 1_500,
    },
    {
      ...common,
      name: 'listener',
      script: scripts.carillon,
      args: ['listener'],
      colour: colours?.green ?? plain,
      order: 1,
      patienceMs: drainTimeoutMs + 1_500,
    },
    {
      ...commonToDev,
      name: 'api',
      script: scripts.api,
      env: {
        ...env,
        ...openOnLoopback,
        CARILLON_TRUSTED_PROXIES: ['loopback', ...config.trustedProxies].join(','),
      },
      colour: colours?.cyan ?? plain,
      order: 2,
      patienceMs: 1_500,
    },
    {
      ...common,
      name: 'dummy-webhook',
      script: scripts.dummyWebhook,
      colour: colours?.yellow ?? plain,
      order: 3,
      patienceMs: 1_500,
    },
    {
      ...commonToDev,
      name: 'web',
      script: scripts.web,
      colour: colours?.blue ?? plain,
      order: 3,
      patienceMs: 1_500,
    },
  ];
}

function commonEnvironment(config: UpConfig, databaseUrl: string, inColour: boolean): Record<string, string> {
  const dummyWebhook = localUrl(config.dummyHost, config.dummyPort);
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: config.redisUrl ?? '',
    // Read already.
    DATABASE_URL_FILE: '',
    REDIS_URL_FILE: '',
    // Absolute, so that all of them find the same encryption key.
    CARILLON_DATA_DIR: config.dataDir,
    CARILLON_LOG_FORMAT: 'pretty',
    CARILLON_LOG_LEVEL: config.logLevel,
    CARILLON_API_HOST: config.apiHost,
    CARILLON_API_PORT: String(config.apiPort),
    CARILLON_WEB_HOST: config.webHost,
    CARILLON_WEB_PORT: String(config.webPort),
    CARILLON_API_URL: localUrl(config.apiHost, config.apiPort),
    CARILLON_DUMMY_HOST: config.dummyHost,
    CARILLON_DUMMY_PORT: String(config.dummyPort),
    CARILLON_DUMMY_URL: dummyWebhook,
    CARILLON_PUBLISHER_HOST: config.publisherHost,
    CARILLON_PUBLISHER_PORT: String(config.publisherPort),
    CARILLON_LISTENER_HOST: config.listenerHost,
    CARILLON_LISTENER_PORT: String(config.listenerPort),
    // The built-in receiver, and no other address of this machine.
    CARILLON_OUTBOUND_ALLOW: [...config.outboundAllow, new URL(dummyWebhook).host].join(','),
    CARILLON_PUBLIC_URL: config.publicUrl ?? localUrl(config.apiHost, config.apiPort),
    CARILLON_DRAIN_TIMEOUT_MS: String(drainTimeoutMs),
    ...(inColour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  };
}
