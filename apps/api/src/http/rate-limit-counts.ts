/**
 * Where the rate limits count without Redis, or while it does not answer: in memory. Processes that share a port count
 * together, in the first of them, which lives as long as they all do.
 */
import cluster from 'node:cluster';
import type { IRateLimiterOptions, RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimiterCluster, RateLimiterClusterMaster, RateLimiterMemory } from 'rate-limiter-flexible';

/** In the first of several processes: keeps the counts of the others. */
export function keepRateLimitCounts(): void {
  // Made for its effect: it listens for what they count.
  new RateLimiterClusterMaster();
}

/** Counts in the first of several processes, or in this one where it is the only one. */
export function countInMemory(options: IRateLimiterOptions & { keyPrefix: string }): RateLimiterAbstract {
  return cluster.isWorker ? new RateLimiterCluster(options) : new RateLimiterMemory(options);
}
