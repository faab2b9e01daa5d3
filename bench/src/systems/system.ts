/** Where a system does its work: what all of them share. */
export interface Place {
  /** An empty database of the system's own, on the one server. */
  databaseUrl: string;
  /** An empty Redis, or null when there is none. */
  redisUrl: string | null;
  /** The receiver; every run is a POST of `bodyOf(run)` to it. */
  receiverUrl: string;
  /** Deliveries at the same time. */
  concurrency: number;
  /** For logs of the processes. */
  folder: string;
}

/** A number of runs that are all due at one instant. They are numbered from 0. */
export interface Batch {
  runs: number;
  dueAtMs: number;
}

/** What a system itself has on record about a batch. Instants are epoch milliseconds. */
export interface BatchRecord {
  /** Runs whose outcome is committed and with which nothing is left to do. */
  settled: number;
  firstClaimAtMs: number;
  lastOutcomeAtMs: number;
}

/** A system that is being measured. */
export interface System {
  readonly name: string;
  readonly needsRedis: boolean;
  /** How it was set up, for readers of the figures. */
  readonly settings: string;
  /** The npm package whose version is worth naming. */
  readonly packageName?: string;
  /** Starts its processes on an empty place. */
  start(place: Place): Promise<RunningSystem>;
}

export interface RunningSystem {
  /** Its own Node processes; PostgreSQL, Redis and the receiver are everybody's. */
  readonly pids: Record<string, number>;
  /** Enters the batch. Nothing of it may start before it is due. */
  schedule(batch: Batch): Promise<void>;
  record(batch: Batch): Promise<BatchRecord>;
  stop(): Promise<void>;
}

/** The body of a run's request. */
export function bodyOf(run: number): string {
  return `{"run":${run},"event":"invoice.due","customer":"c_7f3a","amount":1299}`;
}
