import { setTimeout as wait } from 'node:timers/promises';
import { ensureLane, inTransaction } from '@carillon/db';
import { insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import type { QueueAdmin } from '@carillon/queue';
import { createQueueAdmin } from '@carillon/queue';
import type { FaultProxy, ReceivedRequest, RedisServer } from '@carillon/testkit';
import { until } from '@carillon/testkit';
import type { Kind, Stack, StackProcess } from '../stack.js';
import { mixedLoad } from './load.js';
import type { MovableClock } from './movable-clock.js';
import type { OwnPostgres } from './own-postgres.js';
import { createRandom } from './random.js';
import type { Backend } from './backend.js';

const failpointsUrl = new URL('failpoints.mjs', import.meta.url).href;

export interface WorldParts {
  backend: Backend;
  stack: Stack;
  /** The Redis of the queue itself, without the proxy; null when the queue is in PostgreSQL. */
  redis: RedisServer | null;
  redisProxy: FaultProxy | null;
  databaseProxy: FaultProxy | null;
  postgres: OwnPostgres | null;
  clock: MovableClock | null;
  seed: number;
  /** Whether the row is to be as long as the matrix says, and not as short as makes sense. */
  isLong: boolean;
}

/** What a process is started with besides the stack's settings. */
export interface Faulty {
  /** As in failpoints.mjs: `step:action[:count]`. */
  failpoint?: string;
  /** Facts that the step must have. */
  when?: Record<string, unknown>;
  env?: Record<string, string>;
}

export interface Attempt {
  retryCount: number;
  status: string;
  message: string | null;
}

/** Everything that a row plays with. */
export class World {
  readonly backend: Backend;
  readonly stack: Stack;
  /** How often something was broken; a row counts with `inject`. */
  injected = 0;
  /** By task, the first instant that needs no record. */
  readonly endedAtMs = new Map<string, number>();
  /** From 0 to 1, the same sequence for the same seed. */
  readonly random: () => number;

  constructor(private readonly parts: WorldParts) {
    this.backend = parts.backend;
    this.stack = parts.stack;
    this.random = createRandom(parts.seed);
  }

  get sink() {
    return this.stack.sink;
  }
  get pool() {
    return this.stack.database.pool;
  }
  get redis(): RedisServer {
    return this.#need('redis');
  }
  get redisProxy(): FaultProxy {
    return this.#need('redisProxy');
  }
  get databaseProxy(): FaultProxy {
    return this.#need('databaseProxy');
  }
  get postgres(): OwnPostgres {
    return this.#need('postgres');
  }
  get clock(): MovableClock {
    return this.#need('clock');
  }

  /** A length of time for the short and for the long form of a row. */
  lasting(shortMs: number, longMs: number): number {
    return this.parts.isLong ? longMs : shortMs;
  }

  inject(count = 1): void {
    this.injected += count;
  }

  spawn(kind: Kind, { failpoint, when, env }: Faulty = {}): Promise<StackProcess> {
    return this.stack.spawn(kind, {
      ...(failpoint === undefined
        ? {}
        : {
            NODE_OPTIONS: `--import=${failpointsUrl}`,
            FAILPOINT: failpoint,
            FAILPOINT_WHEN: JSON.stringify(when ?? {}),
          }),
      ...env,
    });
  }

  async spawnAll(...kinds: Kind[]): Promise<StackProcess[]> {
    return Promise.all(kinds.map((kind) => this.spawn(kind)));
  }

  /** Waits for the death that a failpoint brings. */
  async whenDead(process: StackProcess, timeoutMs = 30_000): Promise<void> {
    await until(() => process.exit !== null, { what: `${process.name} met its failpoint`, timeoutMs });
    this.inject();
  }

  /** Ends a process by SIGKILL. */
  async kill(target: StackProcess): Promise<void> {
    this.inject();
    await this.stack.end(target, 'SIGKILL');
  }

  /** Inserts tasks, past the API. */
  async addTasks(tasks: Partial<Task>[]): Promise<Task[]> {
    const added: Task[] = [];
    for (const task of tasks) {
      if (task.lane) await ensureLane(this.pool, task.lane);
      added.push(await insertTask(this.pool, task));
    }
    return added;
  }

  /** A task that runs once, now. */
  async addOneOff(path: string, overrides: Partial<Task> = {}): Promise<Task> {
    const runAt = new Date().toISOString();
    const defaults = { backoffBaseMs: 200, backoffMaxMs: 500 };
    const [task] = await this.addTasks([
      { taskName: `once ${path}`, webhookUrl: this.sink.url(path), runAt, ...defaults, ...overrides },
    ]);
    return task!;
  }

  /** The mixed load, at work. */
  async load(): Promise<void> {
    await this.addTasks(mixedLoad(this.sink));
    await this.deliveries(5);
  }

  /** Waits until so many further requests have arrived. */
  async deliveries(count: number, timeoutMs = 20_000): Promise<void> {
    const before = this.sink.requests.length;
    await until(() => this.sink.requests.length >= before + count, {
      what: `${count} deliveries`,
      timeoutMs,
    });
  }

  /** I11: a run that is due from now on is delivered in time, by default within 10 s. */
  async recovered(withinMs = 10_000): Promise<void> {
    const since = this.parts.clock?.now() ?? Date.now();
    await until(() => this.sink.requests.some((request) => scheduledMs(request) >= since), {
      what: 'a run that was due after the fault is delivered (I11)',
      timeoutMs: withinMs,
    });
  }

  /** Ends all schedules and notes where. May fall victim to a deadlock with what is at work, and is run again then. */
  async endLoad(): Promise<void> {
    const { rows } = await inTransaction(this.pool, (transaction) =>
      transaction.query<{ id: string; endedMs: number }>(
        `with was as (select id, next_run_at from tasks where next_run_at is not null for update)
         update tasks set next_run_at = null, task_status = 'paused' from was where tasks.id = was.id and task_schedule is not null
         returning tasks.id, extract(epoch from was.next_run_at)::float8 * 1000 as "endedMs"`,
      ),
    );
    for (const { id, endedMs } of rows) this.endedAtMs.set(id, endedMs);
  }

  /** Waits until everything is over, the queue is empty, and what was left in it has caused nothing (I8). */
  async settle(timeoutMs: number): Promise<void> {
    await this.stack.settle(timeoutMs);
    const before = this.sink.requests.length;
    await this.withQueue((admin) =>
      until(
        async () => {
          const { waiting, active } = await admin.counts();
          return waiting + active === 0;
        },
        { what: 'the queue is empty (I8)', timeoutMs: 20_000, intervalMs: 100 },
      ),
    );
    const extra = this.sink.requests.length - before;
    if (extra > 0) throw new Error(`I8: hints left in the queue caused ${extra} requests`);
  }

  /** The queue itself, without the proxy. */
  async withQueue<T>(use: (admin: QueueAdmin) => Promise<T>): Promise<T> {
    const redisUrl = this.parts.redis?.url ?? null;
    const admin = createQueueAdmin({ databaseUrl: this.stack.database.url, redisUrl });
    try {
      return await use(admin);
    } finally {
      await admin.close();
    }
  }

  async runsOf(taskId: string): Promise<{ id: string; scheduledFor: string; runStatus: string }[]> {
    const { rows } = await this.pool.query<{ id: string; scheduledFor: string; runStatus: string }>(
      `select id, scheduled_for::text as "scheduledFor", run_status as "runStatus" from task_runs
       where task_id = $1 order by scheduled_for`,
      [taskId],
    );
    return rows;
  }

  async attemptsOf(taskId: string): Promise<Attempt[]> {
    const { rows } = await this.pool.query<Attempt>(
      `select retry_count as "retryCount", status, message from task_logs where task_id = $1 order by created_at`,
      [taskId],
    );
    return rows;
  }

  /** Waits until the task has no open run. */
  async ended(taskId: string, timeoutMs = 30_000): Promise<void> {
    await until(
      async () => {
        const runs = await this.runsOf(taskId);
        const open = ['held', 'pending', 'running', 'retrying', 'waiting'];
        return runs.length > 0 && runs.every((run) => !open.includes(run.runStatus));
      },
      { what: 'the task’s run ended', timeoutMs, intervalMs: 50 },
    );
  }

  /** For the times between faults; never to wait for something. */
  pause(ms: number): Promise<void> {
    return wait(ms);
  }

  #need<K extends 'redis' | 'redisProxy' | 'databaseProxy' | 'postgres' | 'clock'>(
    part: K,
  ): NonNullable<WorldParts[K]> {
    const found = this.parts[part];
    if (found === null) throw new Error(`This row does not name ${part} among its needs.`);
    return found;
  }
}

function scheduledMs(request: ReceivedRequest): number {
  return Date.parse(String(request.headers['carillon-scheduled-for']));
}

/** Throws what a row found not to be as promised. */
export function promise(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
