import { browserClockRow, liveRow, serverClockRow } from './browser-rows';
import type { HealthDetail } from './health.api';
import type { BrowserState, HealthRow } from './health-row';
import { row } from './health-row';
import { apiRow, hostsRow, lagRow, listenersRow, publishersRow, socketsRow } from './process-rows';
import { connectionsRow, databaseRow, diskRow, migrationsRow, queueRow, redisRows } from './storage-rows';

/**
 * The rows of the health page, in the order of the way of a run.
 *
 * @param detail null: the API did not answer, so nothing behind it is known
 */
export function healthRows(detail: HealthDetail | null, browser: BrowserState): HealthRow[] {
  if (detail === null) {
    const silent = row('api', 'API', 'bad', 'Does not answer', {
      fix: 'Look whether the process api runs, and at its log.',
    });
    const rest = ['PostgreSQL', 'Queue', 'Publishers', 'Listeners', 'Lag', 'Disk'].map((name) =>
      row(name, name, 'unknown', 'Not known while the API does not answer'),
    );
    return [silent, ...rest, liveRow(browser)];
  }
  return [
    apiRow(detail, browser),
    databaseRow(detail),
    migrationsRow(detail),
    connectionsRow(detail),
    queueRow(detail),
    ...redisRows(detail),
    publishersRow(detail),
    listenersRow(detail),
    lagRow(detail),
    hostsRow(detail),
    socketsRow(detail),
    diskRow(detail),
    serverClockRow(detail),
    browserClockRow(browser),
    liveRow(browser),
  ];
}
