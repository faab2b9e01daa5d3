import type { Metrics } from '@carillon/telemetry';
import type { Installation } from '../health/installation.js';

/** What is not known is left out: an old number would look like a true one. */
export function recordInstallation(gauges: Metrics['installation'], now: Installation): void {
  const { lag, queue, workers } = now;
  gauges.databaseUp.set(now.databaseMs === null ? 0 : 1);
  gauges.queueUp.set(queue === null ? 0 : 1);
  setOrRemove(gauges.queueWarnings, queue?.warnings.length ?? null);
  setOrRemove(gauges.redisMemoryBytes, queue?.redis?.usedMemoryBytes ?? null);
  setOrRemove(gauges.redisMemoryMaxBytes, queue?.redis?.maxMemoryBytes ?? null);
  setOrRemove(gauges.migrationsPending, now.pendingMigrations);
  setOrRemove(gauges.hostsLeftAlone, now.hostsLeftAlone);
  const oldestMs = lag && Math.max(lag.oldestDueRunMs ?? 0, lag.oldestDueTaskMs ?? 0);
  setOrRemove(gauges.backlogOldestSeconds, oldestMs === null ? null : oldestMs / 1_000);
  gauges.queueDepth.reset();
  for (const { runStatus, priority, count } of now.depth ?? []) {
    gauges.queueDepth.set({ state: runStatus, priority }, count);
  }
  for (const kind of ['publisher', 'listener'] as const) {
    const atWork = workers?.filter((worker) => worker.kind === kind && worker.isAtWork).length;
    if (atWork === undefined) gauges.workers.remove({ kind });
    else gauges.workers.set({ kind }, atWork);
  }
}

function setOrRemove(gauge: Metrics['installation']['queueUp'], value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}
