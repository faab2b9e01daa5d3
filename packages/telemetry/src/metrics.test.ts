import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { createMetrics } from './metrics.js';

const services = ['api', 'publisher', 'listener'] as const;
const docs = new URL('../../../docs/metrics.md', import.meta.url);
const pool = { totalCount: 5, idleCount: 3, waitingCount: 1 };

function createWatchingMetrics(service: (typeof services)[number]) {
  const metrics = createMetrics({ service });
  metrics.watchPool(pool);
  metrics.watchPlaces({ used: 3, free: 7 });
  metrics.watchSockets(() => 12);
  return metrics;
}

async function registeredNames(): Promise<Set<string>> {
  const names = await Promise.all(
    services.map(async (service) => {
      const metrics = createWatchingMetrics(service);
      const { registry, installation } = metrics;
      const all = [
        ...(await registry.getMetricsAsJSON()),
        ...(await installation.registry.getMetricsAsJSON()),
      ];
      return all.map(({ name }) => name);
    }),
  );
  return new Set(names.flat());
}

test('docs/metrics.md lists the metrics that there are, and no others', async () => {
  const rows = (await readFile(docs, 'utf8')).matchAll(/^\| `(\w+)/gm);
  const documented = [...rows].map(([, name]) => name!);
  expect(documented).toEqual([...new Set(documented)]);
  expect(documented.sort()).toEqual([...(await registeredNames())].sort());
});

describe('metrics', () => {
  test('are labelled with words that are known beforehand', () => {
    const labels = new Set<string>();
    for (const service of services) {
      const metrics = createWatchingMetrics(service);
      const all = [
        ...metrics.registry.getMetricsAsArray(),
        ...metrics.installation.registry.getMetricsAsArray(),
      ];
      for (const { labelNames = [] } of all as { labelNames?: string[] }[])
        for (const label of labelNames) labels.add(label);
    }
    const ofNode = ['version', 'major', 'minor', 'patch', 'space', 'kind', 'type', 'le'];
    const ours = ['outcome', 'state', 'priority', 'method', 'route', 'status'];
    expect([...labels].filter((label) => ![...ofNode, ...ours].includes(label))).toEqual([]);
  });

  test('of a listener count attempts by what they made of their runs', async () => {
    const metrics = createMetrics({ service: 'listener' });
    metrics.observeAttempt('retrying', 120);
    metrics.observeAttempt('completed', 80);
    metrics.countRun('retrying');
    metrics.countRun('completed');
    metrics.observeLag(1_500);
    const text = await metrics.registry.metrics();
    for (const line of [
      'carillon_attempts_total{outcome="retrying"} 1',
      'carillon_attempts_total{outcome="failed"} 0',
      'carillon_attempt_duration_seconds_sum{outcome="completed"} 0.08',
      'carillon_retries_total 1',
      'completed_jobs 1',
      'failed_jobs 0',
      'carillon_run_lag_seconds_sum 1.5',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
  });

  test('of one process leave out what only others know', async () => {
    const publisher = createWatchingMetrics('publisher');
    publisher.observePass(20, 7);
    const text = await publisher.registry.metrics();
    expect(text).toContain('carillon_published_runs_total 7\n');
    expect(text).not.toMatch(/carillon_(attempts_total|sockets|listener_places)/);
    expect(publisher.installation.registry.getMetricsAsArray()).toEqual([]);
  });

  test('tell how a pool is used at the moment of reading', async () => {
    const metrics = createMetrics({ service: 'api' });
    const changing = { ...pool };
    metrics.watchPool(changing);
    changing.waitingCount = 4;
    const text = await metrics.registry.metrics();
    expect(text).toContain('carillon_database_pool{state="busy"} 2\n');
    expect(text).toContain('carillon_database_pool{state="waiting"} 4\n');
  });

  test('tell how many places a listener has, and how many sockets an API', async () => {
    const listener = await createWatchingMetrics('listener').registry.metrics();
    expect(listener).toContain('carillon_listener_places{state="used"} 3\n');
    expect(listener).toContain('carillon_listener_places{state="free"} 7\n');
    expect(listener).not.toContain('carillon_sockets');
    expect(await createWatchingMetrics('api').registry.metrics()).toContain('carillon_sockets 12\n');
  });
});
