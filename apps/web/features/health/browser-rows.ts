import { formatCount, formatDuration } from '@/features/time/format-time';
import type { HealthDetail } from './health.api';
import type { BrowserState, HealthRow } from './health-row';
import { row } from './health-row';

const skewMaxMs = 2_000;

export function serverClockRow({ database: { clockAheadMs, clockErrorMs } }: HealthDetail): HealthRow {
  const rest = { threshold: `Under ${formatDuration(skewMaxMs)} apart` };
  const name = 'Clock of PostgreSQL';
  if (clockAheadMs === null) return row('clock', name, 'unknown', 'Could not be read', rest);
  return skewRow({
    id: 'clock',
    name,
    other: 'the API’s',
    aheadMs: clockAheadMs,
    errorMs: clockErrorMs ?? 0,
  });
}

export function browserClockRow({ clock }: BrowserState): HealthRow {
  const name = 'Clock of this machine';
  const threshold = `Under ${formatDuration(skewMaxMs)} apart`;
  if (clock === null) return row('browser-clock', name, 'unknown', 'Not measured yet', { threshold });
  return skewRow({ id: 'browser-clock', name, other: 'the server’s', ...clock });
}

function skewRow(skew: {
  id: string;
  name: string;
  other: string;
  aheadMs: number;
  errorMs: number;
}): HealthRow {
  const { id, name, other, aheadMs, errorMs } = skew;
  const offMs = Math.abs(aheadMs);
  const threshold = `Under ${formatDuration(skewMaxMs)} apart`;
  // What the measurement itself may be off by is no difference.
  const isSame = offMs <= Math.max(errorMs, 50);
  const value = isSame
    ? `The same as ${other}, to ${formatDuration(Math.max(errorMs, 50))}`
    : `${formatDuration(offMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'} ${other}`;
  const isOff = offMs - errorMs > skewMaxMs;
  return row(id, name, isOff ? 'fair' : 'good', value, {
    threshold,
    fix: isOff
      ? 'Let both machines take their time from NTP. Schedules go by PostgreSQL’s clock; only what is shown as “ago” is off.'
      : null,
  });
}

export function liveRow({ live, transport, reconnects, connectedAt }: BrowserState): HealthRow {
  const name = 'Live connection of this browser';
  const threshold = 'A WebSocket';
  const again = formatCount(reconnects, 'reconnect');
  if (live === 'connecting') return row('live', name, 'unknown', 'Being made', { threshold });
  if (live !== 'connected') {
    return row('live', name, 'bad', `${live === 'offline' ? 'Refused' : 'Being made again'} · ${again}`, {
      threshold,
      fix: 'It is tried again by itself. Meanwhile the page shows what it read last.',
    });
  }
  const isPolling = transport === 'polling';
  return row(
    'live',
    name,
    isPolling ? 'fair' : 'good',
    `${isPolling ? 'Long polling' : 'WebSocket'} · ${again}`,
    {
      threshold,
      since: connectedAt,
      fix: isPolling ? 'Let the proxy before Carillon pass WebSocket upgrades on /api/socket.' : null,
    },
  );
}
