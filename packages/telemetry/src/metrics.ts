import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Of the text that a registry gives. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/** The processes that have metrics. */
export type MetricsService = 'api' | 'publisher' | 'listener';

/** What a run is after something has happened to it, as far as it is counted. */
export type CountedRunStatus = 'completed' | 'failed' | 'retrying' | 'waiting' | 'abandoned';

/** What an attempt has made of its run. */
export type AttemptOutcome = Exclude<CountedRunStatus, 'abandoned'>;

const attemptOutcomes = ['completed', 'waiting', 'retrying', 'failed'] as const;

/** A pool of `pg`, as far as it is watched. */
interface WatchedPool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** Where a listener holds its attempts, as far as it is watched. */
interface WatchedPlaces {
  used: number;
  free: number;
}

const lagBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** Which processes serve which metric: one that nobody sets would be a zero that is not true. */
function openRegistry(service: MetricsService) {
  const registry = new Registry();
  const of = (...services: MetricsService[]): Registry[] => (services.includes(service) ? [registry] : []);
  return { registry, of, everywhere: [registry] };
}

type Place = ReturnType<typeof openRegistry>;

/**
 * The metrics of one process, as docs/metrics.md lists them. Recording one costs an addition; labels are few words
 * known beforehand, never names, hosts or ids.
 */
export function createMetrics({ service }: { service: MetricsService }) {
  const place = openRegistry(service);
  collectDefaultMetrics({ register: place.registry });
  return {
    /** What this process counts. Those of processes that share a port are added up. */
    registry: place.registry,
    ...runMetrics(place),
    ...listenerMetrics(place),
    ...publisherMetrics(place),
    ...apiMetrics(place),
    installation: installationMetrics(service),
    /** Tells, whenever metrics are read, how the connections of this pool are used. */
    watchPool(pool: WatchedPool): void {
      const gauge = new Gauge({
        name: 'carillon_database_pool',
        help: 'Connections to PostgreSQL, and callers that wait for one.',
        labelNames: ['state'],
        registers: place.everywhere,
        collect() {
          gauge.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
          gauge.set({ state: 'idle' }, pool.idleCount);
          gauge.set({ state: 'waiting' }, pool.waitingCount);
        },
      });
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

function runMetrics({ everywhere: registers }: Place) {
  const counters = {
    completed: new Counter({ name: 'completed_jobs', help: 'Runs that completed.', registers }),
    failed: new Counter({
      name: 'failed_jobs',
      help: 'Runs that failed with no retries left.',
      registers,
    }),
    retrying: new Counter({
      name: 'carillon_retries_total',
      help: 'Attempts that failed and will be repeated.',
      registers,
    }),
    abandoned: new Counter({
      name: 'carillon_abandoned_runs_total',
      help: 'Runs whose attempt nobody brought to its end, and that will not be repeated.',
      registers,
    }),
    waiting: null,
  };
  return {
    /** A run has ended, or will be tried again. */
    countRun(status: CountedRunStatus): void {
      counters[status]?.inc();
    },
  };
}

function listenerMetrics({ of }: Place) {
  const registers = of('listener');
  const lag = new Histogram({
    name: 'carillon_run_lag_seconds',
    help: 'From the instant at which an attempt was due to its start.',
    buckets: lagBuckets,
    registers,
  });
  const durations = new Histogram({
    name: 'carillon_attempt_duration_seconds',
    help: 'How long attempts took, by what they made of their runs.',
    labelNames: ['outcome'],
    buckets: durationBuckets,
    registers,
  });
  const attempts = new Counter({
    name: 'carillon_attempts_total',
    help: 'Attempts that have ended, by what they made of their runs.',
    labelNames: ['outcome'],
    registers,
  });
  const bound = byOutcome((outcome) => ({
    duration: durations.labels(outcome),
    count: attempts.labels(outcome),
  }));
  for (const { count } of Object.values(bound)) count.inc(0);
  return {
    /** Tells, whenever metrics are read, how many more attempts there is room for. */
    watchPlaces(places: WatchedPlaces): void {
      const gauge = new Gauge({
        name: 'carillon_listener_places',
        help: 'Attempts under way, and those that could begin beside them.',
        labelNames: ['state'],
        registers,
        collect() {
          gauge.set({ state: 'used' }, places.used);
          gauge.set({ state: 'free' }, places.free);
        },
      });
    },
    observeLag(lagMs: number): void {
      lag.observe(lagMs / 1_000);
    },
    observeAttempt(outcome: AttemptOutcome, durationMs: number): void {
      bound[outcome].duration.observe(durationMs / 1_000);
      bound[outcome].count.inc();
    },
  };
}

function byOutcome<T>(make: (outcome: AttemptOutcome) => T): Record<AttemptOutcome, T> {
  return Object.fromEntries(attemptOutcomes.map((outcome) => [outcome, make(outcome)])) as Record<
    AttemptOutcome,
    T
  >;
}

function publisherMetrics({ of }: Place) {
  const registers = of('publisher');
  const passes = new Histogram({
    name: 'carillon_publisher_pass_seconds',
    help: 'How long passes took that found due tasks.',
    buckets: durationBuckets,
    registers,
  });
  const runs = new Counter({
    name: 'carillon_published_runs_total',
    help: 'Runs that were made of due tasks.',
    registers,
  });
  return {
    observePass(durationMs: number, publishedRuns: number): void {
      passes.observe(durationMs / 1_000);
      runs.inc(publishedRuns);
    },
  };
}

function apiMetrics({ of }: Place) {
  const registers = of('api');
  const requests = new Histogram({
    name: 'carillon_http_request_seconds',
    help: 'How long requests to the API took; the route is its pattern, not its path.',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBuckets,
    registers,
  });
  return {
    /** Tells, whenever metrics are read, how many clients hear live events. */
    watchSockets(count: () => number): void {
      const gauge = new Gauge({
        name: 'carillon_sockets',
        help: 'Clients of Socket.IO that are connected to this API.',
        registers,
        collect() {
          gauge.set(count());
        },
      });
    },
    observeRequest(labels: { method: string; route: string; status: string }, durationMs: number): void {
      requests.observe(labels, durationMs / 1_000);
    },
  };
}

/**
 * Of the whole installation, as its database has it: every process says the same, so these are not to be added up. Hence
 * a registry of their own, which whoever is asked fills and reads beside the sum.
 */
function installationMetrics(service: MetricsService) {
  const { registry, of } = openRegistry(service);
  const registers = of('api');
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: `carillon_${name}`, help, labelNames, registers });
  return {
    registry,
    queueDepth: gauge('queue_depth', 'Open runs.', ['state', 'priority']),
    backlogOldestSeconds: gauge(
      'backlog_oldest_seconds',
      'For how long the oldest due run or task has waited.',
    ),
    hostsLeftAlone: gauge('hosts_left_alone', 'Hosts whose circuit is not closed.'),
    workers: gauge('workers', 'Workers whose heartbeat is fresh.', ['kind']),
    databaseUp: gauge('database_up', '1 while PostgreSQL takes writes.'),
    queueUp: gauge('queue_up', '1 while the queue takes writes.'),
    queueWarnings: gauge('queue_warnings', 'Settings of the queue’s server that endanger hints.'),
    redisMemoryBytes: gauge('redis_memory_bytes', 'What the Redis of the queue holds in memory.'),
    redisMemoryMaxBytes: gauge('redis_memory_max_bytes', 'What it may hold in memory.'),
    migrationsPending: gauge('migrations_pending', 'Migrations that the database lacks.'),
  };
}
