import { describe, expect, test } from '@jest/globals';
import {
  healthyInstallation as well,
  healthyWorker as worker,
  startedAt,
} from '@/testing/healthy-installation';
import type { HealthDetail } from './health.api';
import type { BrowserState } from './health-row';
import { formatBytes } from './health-row';
import { healthRows } from './health-rows';
import { diagnosticsOf } from './diagnostics';

type RedisState = NonNullable<NonNullable<HealthDetail['queue']>['redis']>;

const redis: RedisState = {
  version: '7.2',
  uptimeSeconds: 60,
  evictionPolicy: 'noeviction',
  usedMemoryBytes: 2e6,
  maxMemoryBytes: null,
  isAppendOnly: true,
};
const browser: BrowserState = {
  live: 'connected',
  transport: 'websocket',
  reconnects: 0,
  connectedAt: startedAt,
  roundTripMs: 20,
  clock: { aheadMs: 3, errorMs: 10 },
};
const find = (id: string, detail: Partial<HealthDetail>, here: Partial<BrowserState> = {}) =>
  healthRows({ ...well, ...detail }, { ...browser, ...here }).find((row) => row.id === id)!;
const database = (changes: Partial<HealthDetail['database']>) => ({
  database: { ...well.database, ...changes },
});
const inRedis = (changes: Partial<RedisState>) => ({
  queue: { kind: 'redis' as const, writeMs: 1, warnings: [], redis: { ...redis, ...changes } },
});

describe('rows of the health page', () => {
  test('sockets: how many there are, by what events come, and what to do when they do not', () => {
    expect(find('sockets', {})).toMatchObject({
      light: 'good',
      value: expect.stringContaining('3 clients'),
      fix: null,
    });
    const full = find('sockets', { live: { clients: 4_900, clientsMax: 5_000, adapter: 'redis' } });
    expect(full).toMatchObject({ light: 'fair', value: expect.stringContaining('by way of Redis') });
    const deaf = find('sockets', { live: { clients: 1, clientsMax: 5_000, adapter: null } });
    expect([deaf.light, deaf.fix]).toEqual(['fair', expect.stringContaining('CARILLON_EVENTS')]);
  });

  test('of several API processes the figures are told to be those of one', () => {
    const several = { api: { ...well.api, processes: 2 } };
    for (const id of ['api', 'connections', 'sockets']) {
      expect(find(id, {}).value).not.toContain('processes');
      expect(find(id, several).value).toContain('one of 2 API processes');
    }
  });

  test('are all good when all is well, and none then says how to fix it', () => {
    const rows = healthRows(well, browser);
    expect(rows.filter(({ light }) => light !== 'good')).toEqual([]);
    expect(rows.filter(({ fix }) => fix !== null)).toEqual([]);
  });

  test.each<[string, string, string, Partial<HealthDetail>, Partial<BrowserState>?]>([
    ['database', 'bad', 'takes no writes', database({ writeMs: null })],
    ['database', 'bad', 'standby', database({ isStandby: true })],
    ['database', 'fair', 'took', database({ writeMs: 900 })],
    ['migrations', 'bad', '2 pending', database({ pendingMigrations: 2 })],
    ['connections', 'fair', '1 waiting', database({ pool: { busy: 10, idle: 0, waiting: 1, max: 10 } })],
    ['connections', 'fair', '95 of 100', database({ connections: 95 })],
    ['queue', 'fair', 'no writes', { queue: null }],
    ['redis', 'bad', 'allkeys-lru', inRedis({ evictionPolicy: 'allkeys-lru' })],
    ['publishers', 'bad', 'None within', { publishers: [] }],
    [
      'listeners',
      'bad',
      'None at work',
      { listeners: [{ ...worker, isAtWork: false, silentMs: 60_000 }] },
      {},
    ],
    ['listeners', 'fair', 'version 0.9.0', { listeners: [{ ...worker, version: '0.9.0' }] }],
    ['lag', 'fair', '5 due runs', { lag: { ...well.lag!, dueRuns: 5, oldestDueRunMs: 90_000 } }],
    ['hosts', 'fair', '2 after', { hostsLeftAlone: 2 }],
    ['disk', 'fair', '5.0 %', { disk: { freeBytes: 5e9, totalBytes: 100e9 } }],
    ['browser-clock', 'fair', 'behind', {}, { clock: { aheadMs: -5_000, errorMs: 10 } }],
    ['live', 'fair', 'Long polling', {}, { transport: 'polling' }],
    ['live', 'bad', 'made again · 3 reconnects', {}, { live: 'reconnecting', reconnects: 3 }],
  ])('%s is %s with “%s”, and says how to fix it', (id, light, value, ...given) => {
    const row = find(id, ...given);
    expect([row.light, row.fix === null]).toEqual([light, false]);
    expect(row.value).toContain(value);
  });

  test.each<[string, Partial<HealthDetail>]>([
    ['migrations', database({ pendingMigrations: null })],
    ['connections', database({ connections: null })],
    ['redis', inRedis({ evictionPolicy: null })],
    ['publishers', { publishers: null }],
    ['lag', { lag: null }],
    ['hosts', { hostsLeftAlone: null }],
    ['disk', { disk: null }],
    ['clock', database({ clockAheadMs: null })],
  ])('%s that is not known is not called good', (id, detail) => {
    expect(find(id, detail).light).toBe('unknown');
  });

  test('a difference of clocks within what the measurement may be off by is none', () => {
    const row = find('browser-clock', {}, { clock: { aheadMs: 2_900, errorMs: 3_000 } });
    expect([row.light, row.value]).toEqual(['good', 'The same as the server’s, to 3 s']);
  });

  test('without an answer of the API nothing behind it is known', () => {
    const rows = healthRows(null, browser);
    expect(rows[0]).toMatchObject({ id: 'api', light: 'bad' });
    expect(rows.slice(1, -1).map(({ light }) => light)).toEqual(rows.slice(1, -1).map(() => 'unknown'));
    expect(rows.at(-1)).toMatchObject({ id: 'live', light: 'good' });
  });
});

test('diagnostics name no machine, and tell the same ones apart', () => {
  const detail = { ...well, listeners: [worker, { ...worker, host: 'other.internal' }] };
  const rows = healthRows(detail, browser);
  const text = diagnosticsOf(detail, { browser, rows, userAgent: 'a browser' });
  expect(text).not.toContain('internal');
  const { server, findings } = JSON.parse(text) as {
    server: { publishers: { host: string }[]; listeners: { host: string }[] };
    findings: string[];
  };
  expect(server.publishers[0]!.host).toBe('machine 1');
  expect(server.listeners.map(({ host }) => host)).toEqual(['machine 1', 'machine 2']);
  expect(findings).toHaveLength(rows.length);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [999_600, '1.0 MB'],
  [42e9, '42 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
