import type { Registry } from 'prom-client';
import { AggregatorRegistry } from 'prom-client';

/** In a process of a cluster: its metrics go into the sum that the first process makes. */
export function answerForSum(registry: Registry): void {
  AggregatorRegistry.setRegistries(registry);
  // Made for its effect: it listens for the first process's questions.
  new AggregatorRegistry();
}

/** In the first process of a cluster. @returns what adds up the metrics of all others, as text; rejects after 5 s */
export function openSum(): () => Promise<string> {
  const registry = new AggregatorRegistry();
  return () => registry.clusterMetrics();
}
