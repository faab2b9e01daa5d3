import { formatCount, formatDuration, formatNumber, formatShare } from '@/features/time/format-time';
import type { HealthDetail } from './health.api';
import type { BrowserState, HealthRow } from './health-row';
import { formatBytes, nameOfApi, row } from './health-row';

const slowAnswerMs = 1_000;

export function apiRow({ api }: HealthDetail, { roundTripMs }: BrowserState): HealthRow {
  const isSlow = roundTripMs !== null && roundTripMs > slowAnswerMs;
  const parts = [
    `Version ${api.version}`,
    `Node ${api.node}`,
    `${formatBytes(api.memoryBytes)} of memory${api.processes === 1 ? '' : ` in ${nameOfApi(api)}`}`,
    ...(roundTripMs === null ? [] : [`answered in ${formatDuration(roundTripMs)}`]),
  ];
  return row('api', 'API', isSlow ? 'fair' : 'good', parts.join(' · '), {
    threshold: `An answer within ${formatDuration(slowAnswerMs)}`,
    since: api.startedAt,
    fix: isSlow ? 'Look at the load of its machine, and at the way between it and this browser.' : null,
  });
}

type Workers = NonNullable<HealthDetail['publishers']>;

export function publishersRow(detail: HealthDetail): HealthRow {
  return workersRow(detail, {
    id: 'publishers',
    name: 'Publishers',
    workers: detail.publishers,
    describe: (atWork) => `${atWork.length} at work`,
    fix: 'Start `carillon publisher`: without one, nothing that is due begins.',
  });
}

export function listenersRow(detail: HealthDetail): HealthRow {
  return workersRow(detail, {
    id: 'listeners',
    name: 'Listeners',
    workers: detail.listeners,
    describe: (atWork) => {
      const sum = atWork.reduce((total, { concurrency }) => total + concurrency, 0);
      return `${atWork.length} at work, ${formatNumber(sum)} attempts at the same time`;
    },
    fix: 'Start `carillon listener`: without one, no webhook is sent.',
  });
}

interface WorkersKind {
  id: string;
  name: string;
  workers: Workers | null;
  describe: (atWork: Workers) => string;
  fix: string;
}

function workersRow({ workerTimeoutMs, api }: HealthDetail, kind: WorkersKind): HealthRow {
  const { id, name, workers, describe, fix } = kind;
  const threshold = `One at work, heard of within ${formatDuration(workerTimeoutMs)}`;
  if (workers === null) return row(id, name, 'unknown', 'Could not be read', { threshold });
  const atWork = workers.filter(({ isAtWork }) => isAtWork);
  if (atWork.length === 0) {
    const silentMs = Math.min(...workers.map((worker) => worker.silentMs));
    const value = workers.length === 0 ? 'None within the last day' : 'None at work';
    const since = workers.length === 0 ? null : new Date(Date.now() - silentMs).toISOString();
    return row(id, name, 'bad', value, { threshold, since, fix });
  }
  const beat = Math.min(...atWork.map(({ silentMs }) => silentMs));
  const value = `${describe(atWork)} · last beat ${formatDuration(beat)} ago`;
  const since = [...atWork].sort((a, b) => a.startedAt.localeCompare(b.startedAt))[0]!.startedAt;
  const others = [...new Set(atWork.map(({ version }) => version))].filter((each) => each !== api.version);
  if (others.length === 0) return row(id, name, 'good', value, { threshold, since });
  return row(id, name, 'fair', `${value} · version ${others.join(', ')}, the API has ${api.version}`, {
    threshold,
    since,
    fix: 'During an update this passes. Afterwards, restart what is old.',
  });
}

export function lagRow({ lag, lagMaxMs }: HealthDetail): HealthRow {
  const threshold = `Under ${formatDuration(lagMaxMs)}`;
  if (lag === null) return row('lag', 'Lag', 'unknown', 'Could not be read', { threshold });
  const oldestMs = Math.max(lag.oldestDueRunMs ?? 0, lag.oldestDueTaskMs ?? 0);
  if (lag.dueRuns + lag.dueTasks === 0) {
    return row('lag', 'Lag', 'good', 'Nothing that is due waits', { threshold });
  }
  const value = `${formatNumber(lag.dueRuns)} due runs and ${formatNumber(lag.dueTasks)} due tasks wait, the oldest for ${formatDuration(oldestMs)}`;
  if (oldestMs <= lagMaxMs) return row('lag', 'Lag', 'good', value, { threshold });
  return row('lag', 'Lag', 'fair', value, {
    threshold,
    since: new Date(Date.now() - oldestMs).toISOString(),
    fix: 'Start more listeners or give them more concurrency; look whether the queue or a lane is paused.',
  });
}

export function hostsRow({ hostsLeftAlone: count }: HealthDetail): HealthRow {
  const threshold = 'None';
  if (count === null)
    return row('hosts', 'Receivers left alone', 'unknown', 'Could not be read', { threshold });
  if (count === 0) return row('hosts', 'Receivers left alone', 'good', 'None', { threshold });
  return row('hosts', 'Receivers left alone', 'fair', `${formatNumber(count)} after failures in a row`, {
    threshold,
    fix: 'They are tried again by themselves. Look at their failures under Needs attention.',
  });
}

const clientsShareMax = 0.9;
const adapters = { redis: 'events by way of Redis', postgresql: 'events by way of PostgreSQL' };

export function socketsRow({ api, live: { clients, clientsMax, adapter } }: HealthDetail): HealthRow {
  const value = `${formatCount(clients, 'client')} at ${nameOfApi(api)} · ${adapter === null ? 'no events of other processes' : adapters[adapter]}`;
  const threshold = `Under ${formatShare(clientsShareMax)} of ${formatNumber(clientsMax)}; events on`;
  const isFull = clients > clientsMax * clientsShareMax;
  const fix = isFull
    ? 'Start another API, or look who opens so many connections.'
    : 'Set CARILLON_EVENTS to 1, or pages show what others change only when they ask again.';
  const isWell = !isFull && adapter !== null;
  return row('sockets', 'Socket.IO', isWell ? 'good' : 'fair', value, {
    threshold,
    fix: isWell ? null : fix,
  });
}
