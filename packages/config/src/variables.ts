import { AppError, parseEncryptionKeys } from '@carillon/domain';
import { z } from 'zod';
import { pem } from './pem.js';
import { count, milliseconds, port, url, wholeNumber } from './variable-forms.js';

/** Every variable of the environment, once: name, form, default, and the line that `.env.example` prints above it. */

const databaseUrl = url(['postgres:', 'postgresql:']).describe(
  'PostgreSQL 15 or newer. Unset: `npm start` runs an embedded PostgreSQL 18 under .carillon/.',
);

export const databaseVariables = { DATABASE_URL: databaseUrl };

export const optionalDatabaseVariables = { DATABASE_URL: databaseUrl.nullable().default(null) };

export const queueVariables = {
  REDIS_URL: url(['redis:', 'rediss:'])
    .nullable()
    .default(null)
    .describe(
      'Redis 7 or newer for the queue (maxmemory-policy noeviction). Unset: the queue lives in PostgreSQL.',
    ),
};

const encryptionKeys = z.string().transform((text, context) => {
  try {
    return parseEncryptionKeys(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

export const dataVariables = {
  CARILLON_DATA_DIR: z
    .string()
    .min(1)
    .default('.carillon')
    .describe(
      'Where `carillon up` keeps its PostgreSQL and its logs, and the key that seals secrets lies, unless the next variable is set.',
    ),
  CARILLON_ENCRYPTION_KEYS: encryptionKeys
    .nullable()
    .default(null)
    .describe(
      'Keys that seal secrets at rest, as id:base64 of 32 bytes, separated by commas; the first one seals, all of them open. `carillon secrets key` prints one. Unset: a key is made in CARILLON_DATA_DIR, where every process must find it.',
    ),
};

export const logVariables = {
  CARILLON_LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least severe level that is logged.'),
  CARILLON_LOG_FORMAT: z
    .enum(['json', 'pretty'])
    .default('json')
    .describe('json: one object a line, for machines. pretty: for people.'),
  CARILLON_LOG_DIR: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe(
      'Where besides each process writes error.log and combined.log, in a folder of its own name: api, publisher, listener, or api-1, api-2 … for each of several. Each file is followed by a new one at 10 MB, and 5 are kept. Unset: to the console only.',
    ),
};

export const metricsVariables = {
  CARILLON_METRICS_TOKEN: z
    .string()
    .min(16, { error: 'must have at least 16 characters' })
    .nullable()
    .default(null)
    .describe(
      'What Prometheus sends as its bearer token to read /metrics of API, publisher and listener. Unset: whoever reaches them may read.',
    ),
};

export const eventsVariables = {
  CARILLON_EVENTS: z
    .enum(['0', '1'])
    .default('1')
    .describe(
      '0: this process neither tells other processes of changes nor hears of theirs, and dashboards show them only when they ask again.',
    ),
};

export const catchUpVariables = {
  CARILLON_CATCH_UP_PER_SECOND: count(10, 10_000).describe(
    'How many missed instants of one task begin in a second, after an outage and at resuming with `all`.',
  ),
};

export const workerVariables = {
  CARILLON_LEASE_MS: milliseconds(15_000, 1_000).describe(
    'How long a claimed run stays with its listener without renewal. Listeners renew it while they live.',
  ),
  CARILLON_HEARTBEAT_MS: milliseconds(2_000, 100).describe(
    'How often publishers and listeners report that they live.',
  ),
  CARILLON_WORKER_TIMEOUT_MS: milliseconds(10_000, 500).describe(
    'A worker silent for longer counts as dead: its open attempts are abandoned and its runs tried again.',
  ),
  CARILLON_DRAIN_TIMEOUT_MS: milliseconds(25_000, 0).describe(
    'How long a process told to stop waits for its open attempts before it hands them back.',
  ),
};

export const publisherVariables = {
  CARILLON_PUBLISHER_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address of the publisher’s health endpoint.'),
  CARILLON_PUBLISHER_PORT: port(3010).describe('Port of the publisher’s health endpoint.'),
  CARILLON_PUBLISH_BATCH: count(1_000, 5_000).describe(
    'How many due tasks one transaction publishes at most.',
  ),
  CARILLON_PUBLISH_INTERVAL_MS: milliseconds(250, 10).describe(
    'The longest sleep between two looks for due tasks.',
  ),
  CARILLON_BACKLOG_MAX: count(100_000, 10_000_000).describe(
    'Publishing pauses when more runs than this wait for a listener, until 80 % of it do; due tasks wait in PostgreSQL.',
  ),
  CARILLON_RESCUE_INTERVAL_MS: milliseconds(2_000, 100).describe(
    'How often lost hints and lost runs are looked for.',
  ),
  CARILLON_RETENTION_DAYS: count(7, 3_650).describe('How many days of runs and task logs are kept.'),
};

export const listenerVariables = {
  CARILLON_LISTENER_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address of the listener’s health endpoint.'),
  CARILLON_LISTENER_PORT: port(3011).describe('Port of the listener’s health endpoint.'),
  CARILLON_CONCURRENCY: count(50, 2_000).describe('How many attempts one listener makes at the same time.'),
  CARILLON_HOST_CONCURRENCY: wholeNumber(1, 2_000)
    .nullable()
    .default(null)
    .describe(
      'How many of them may go to one host and port. Unset: most of them to a host that answers, few to one that hangs.',
    ),
  CARILLON_BREAKER_FAILURES: wholeNumber(0, 10_000)
    .default(10)
    .describe(
      'After how many failures in a row a host is left alone for a while, by all listeners. 0: never, unless it asks for it.',
    ),
  CARILLON_PUBLIC_URL: url(['http:', 'https:'])
    .nullable()
    .default(null)
    .describe(
      'Where receivers reach the API, to report on work that takes long. Unset: they cannot; `carillon up` gives its own API.',
    ),
};

export const outboundVariables = {
  CARILLON_OUTBOUND_ALLOW: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []))
    .describe(
      'What webhooks may reach beside the public internet, separated by commas: ranges such as 10.0.0.0/8, addresses, host names, or the latter two with :port.',
    ),
  CARILLON_OUTBOUND_HTTP: z
    .enum(['0', '1'])
    .default('1')
    .describe('0: webhooks over plain http are refused; only https is left.'),
  CARILLON_OUTBOUND_PROXY: url(['http:'])
    .nullable()
    .default(null)
    .describe(
      'An HTTP proxy that every webhook goes through, http://[user:password@]host:port. It resolves the names, so it must refuse inner addresses itself.',
    ),
  CARILLON_OUTBOUND_CA: pem
    .nullable()
    .default(null)
    .describe(
      'Certificates of authorities that receivers may be vouched for by, beside the usual ones: the path of a PEM file, or its text.',
    ),
};

export const alertVariables = {
  CARILLON_SMTP_URL: url(['smtp:', 'smtps:'])
    .nullable()
    .default(null)
    .describe(
      'The server that takes alerts by e-mail, smtp://user:password@host:587 or smtps://…:465. Unset: channels of that kind tell nothing, and say so.',
    ),
  CARILLON_SMTP_FROM: z
    .string()
    .min(3)
    .max(320)
    .nullable()
    .default(null)
    .describe(
      'Who these e-mails are from, such as Carillon <carillon@example.com>. Needed with the one above.',
    ),
};

export const apiVariables = {
  CARILLON_API_HOST: z.string().default('127.0.0.1').describe('Address of the API.'),
  CARILLON_API_PORT: port(3001).describe('Port of the API.'),
  CARILLON_API_PROCESSES: count(1, 64).describe(
    'How many processes serve the API under that port, one for each core that it is to use.',
  ),
  FRONTEND_URL: url(['http:', 'https:'])
    .nullable()
    .default(null)
    .describe(
      'Origin of the dashboard, the one origin that browsers may call the API from. Alerts link to it, where the publisher knows it too.',
    ),
  CARILLON_MINIMUM_INTERVAL_MS: milliseconds(1_000, 1_000).describe(
    'Schedules that fire more often than this are refused.',
  ),
  CARILLON_DUMMY_URL: url(['http:', 'https:'])
    .nullable()
    .default(null)
    .describe(
      'Where the API reaches the dummy webhook, to show what it receives in the inspector. Set by `carillon up`. Unset: the inspector is empty.',
    ),
  CARILLON_OPEN_ON_LOOPBACK: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1: requests from this machine need no sign-in. Set by `carillon up`; refused unless the API listens on loopback.',
    ),
};

export const webVariables = {
  CARILLON_WEB_HOST: z.string().default('127.0.0.1').describe('Address of the dashboard.'),
  CARILLON_WEB_PORT: port(3000).describe('Port of the dashboard.'),
  CARILLON_API_URL: url(['http:', 'https:'])
    .default('http://127.0.0.1:3001')
    .describe(
      'Where the dashboard’s process and the commands reach the API; browsers reach it through the dashboard. Set by `carillon up` for its processes.',
    ),
  CARILLON_WORKSPACE: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .default('Carillon')
    .describe('What the dashboard calls this installation, at the head of each page.'),
  CARILLON_ENVIRONMENT: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .nullable()
    .default(null)
    .describe('A mark beside that name, such as dev, stage or prod. Unset: none.'),
  CARILLON_GRAFANA_URL: url(['http:', 'https:'])
    .nullable()
    .default(null)
    .describe('Where people see the metrics; the dashboard links to it. Unset: no link.'),
};

export { oidcVariables } from './oidc-variables.js';
export { signInVariables } from './sign-in-variables.js';

export const dummyWebhookVariables = {
  CARILLON_DUMMY_HOST: z.string().default('127.0.0.1').describe('Address of the dummy webhook.'),
  CARILLON_DUMMY_PORT: port(3002).describe('Port of the dummy webhook.'),
  CARILLON_DUMMY_FAIL_CALLS: z
    .string()
    .regex(/^(\d{1,6}(,\d{1,6})*)?$/, { error: 'must be whole numbers separated by commas, or empty' })
    .default('7,11')
    .describe('Which consecutive calls fail; counting starts again after the last of them. Empty: none.'),
  CARILLON_DUMMY_FAIL_STATUS: wholeNumber(400, 599).default(500).describe('The status of a failing answer.'),
  CARILLON_DUMMY_LATENCY_MIN_MS: milliseconds(100, 0).describe('Shortest time to answer.'),
  CARILLON_DUMMY_LATENCY_MAX_MS: milliseconds(500, 0).describe('Longest time to answer.'),
};

export const clientVariables = {
  CARILLON_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: 'must be one line without spaces' })
    .nullable()
    .default(null)
    .describe(
      'The API key with which `carillon tasks`, `runs` and `api` sign in. Unset: the one that `carillon up` left in CARILLON_DATA_DIR, for an API on this machine.',
    ),
};

export const upVariables = {
  CARILLON_POSTGRES_PORT: port(54_320).describe('Port of the embedded PostgreSQL.'),
};
