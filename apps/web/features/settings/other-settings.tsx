import { formatDuration, formatNumber } from '@/features/time/format-time';
import { Card } from '@/ui/card';
import type { KeyValue } from '@/ui/key-values';
import { KeyValues } from '@/ui/key-values';
import { Codes, Variable } from './configured';
import type { Settings } from './settings.api';

/** What else this API was started with. */
export function OtherSettings({ settings }: { settings: Settings }) {
  return (
    <Card title="The rest of the configuration" note="Without secrets">
      <KeyValues items={[...accessOf(settings), ...schedulesOf(settings), ...placesOf(settings)]} />
    </Card>
  );
}

const set = (name: string, variable: string, value: string): KeyValue => ({
  name,
  value: <Variable name={variable}>{value}</Variable>,
});

function accessOf({ api }: Settings): KeyValue[] {
  const limit =
    api.rateLimitPerMinute === 0
      ? 'No limit'
      : `${formatNumber(api.rateLimitPerMinute)} a minute of each caller`;
  return [
    set('API', 'CARILLON_API_HOST', api.address),
    set(
      'Open to this machine',
      'CARILLON_OPEN_ON_LOOPBACK',
      api.isOpenOnLoopback ? 'Yes, without a sign-in' : 'No',
    ),
    set('Origin of the dashboard', 'FRONTEND_URL', api.frontendUrl ?? 'Its own'),
    set('Requests', 'CARILLON_RATE_LIMIT_PER_MINUTE', limit),
    {
      name: 'Trusted proxies',
      value: <Codes texts={api.trustedProxies} none="None" from="CARILLON_TRUSTED_PROXIES" />,
    },
    set(
      'Metrics',
      'CARILLON_METRICS_TOKEN',
      api.needsMetricsToken ? 'With a token' : 'Open to whoever reaches the API',
    ),
    set('Live events', 'CARILLON_EVENTS', api.tellsEvents ? 'On' : 'Off: pages show changes when they ask'),
  ];
}

function schedulesOf({ schedules }: Settings): KeyValue[] {
  return [
    set(
      'Schedules, at most every',
      'CARILLON_MINIMUM_INTERVAL_MS',
      formatDuration(schedules.minimumIntervalMs),
    ),
    set(
      'A silent worker is dead after',
      'CARILLON_WORKER_TIMEOUT_MS',
      formatDuration(schedules.workerTimeoutMs),
    ),
    set(
      'Catching up on missed instants',
      'CARILLON_CATCH_UP_PER_SECOND',
      `${formatNumber(schedules.catchUpPerSecond)} a second of each task`,
    ),
  ];
}

function placesOf({ database, queue, keys, log, dataDirectory }: Settings): KeyValue[] {
  const file = 'A file of the data directory';
  const alsoIn = log.directory === null ? '' : `, and in ${log.directory}`;
  return [
    set('Database', 'DATABASE_URL', `${database.name} on ${database.address}`),
    set('Queue', 'REDIS_URL', queue.kind === 'redis' ? `Redis on ${queue.address}` : 'In PostgreSQL'),
    set('Key that seals secrets', 'CARILLON_ENCRYPTION_KEYS', keys.encryptionKeyIds?.join(', then ') ?? file),
    set('Key that signs sessions', 'JWT_SECRET', keys.tokens === 'file' ? file : 'From the environment'),
    set('Data directory', 'CARILLON_DATA_DIR', dataDirectory),
    set('Log', 'CARILLON_LOG_LEVEL', `${log.level} and worse, as ${log.format}${alsoIn}`),
  ];
}
