import type { Pool } from '@carillon/db';
import { readTaskStates } from '@carillon/db';
import type { LiveEvent, RunStatus } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LOGGER, POOL } from '../dependencies.js';
import { QueueService } from '../queue/queue.service.js';
import { taskNotFound } from '../tasks/task-refusals.js';
import type { LiveSocket } from './client-event.js';
import { clientEvent } from './client-event.js';
import type { LiveFeature, Sockets } from './live-feature.js';
import { mayHear } from './server-event.js';

const queueIntervalMs = 5_000;
/** How long tasks gather before their states are read. */
const gatherMs = 40;
const tasksPerRead = 1_000;
const gatheredMax = 20_000;

const watchInput = z.strictObject({ taskId: z.uuid({ error: 'must be a UUID' }).nullable() });

/** In the middle of a run a task's own state stays as it is. */
const midRun: readonly RunStatus[] = ['running', 'retrying', 'waiting'];

/** Changes of tasks, runs and the queue. Everybody who may read them gets all of them, or those of one task. */
@Injectable()
export class TaskFeed implements LiveFeature {
  readonly clientEvents = [
    clientEvent({ name: 'watch', role: 'viewer', scope: 'tasks:read' }, watchInput, ({ taskId }, socket) =>
      this.#watchExisting(socket, taskId),
    ),
  ];
  #sockets: Sockets | null = null;
  #queueTimer: NodeJS.Timeout | undefined;
  #readTimer: NodeJS.Timeout | undefined;
  readonly #changedTasks = new Set<string>();
  /** What a socket asked for last: an answer about a task that comes late does not undo it. */
  readonly #lastAsked = new WeakMap<LiveSocket, object>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(sockets: Sockets): void {
    this.#sockets = sockets;
    this.#queueTimer = setInterval(() => void this.#sendQueue(), queueIntervalMs);
    this.#queueTimer.unref();
  }

  stop(): void {
    clearInterval(this.#queueTimer);
    clearTimeout(this.#readTimer);
    this.#sockets = null;
  }

  onConnect(socket: LiveSocket): void {
    this.#watch(socket, null);
  }

  onEvent(event: LiveEvent): void {
    if (event.type === 'queue.updated') void this.#sendQueue();
    if (event.type === 'task.updated') this.#sendTask(event);
    if (event.type !== 'run.updated') return;
    const { id, taskId, status, version, at } = event;
    this.#sockets?.emit(['runs', `runs of ${taskId}`], 'run.updated', { id, taskId, status, version, at });
    if (!midRun.includes(status)) this.#readSoon(taskId);
  }

  /** @throws AppError `task.not_found`; the socket goes on hearing what it heard */
  async #watchExisting(socket: LiveSocket, taskId: string | null): Promise<{ taskId: string | null }> {
    const asked = {};
    this.#lastAsked.set(socket, asked);
    if (taskId !== null && (await readTaskStates(this.pool, [taskId])).length === 0) throw taskNotFound();
    if (this.#lastAsked.get(socket) === asked) this.#watch(socket, taskId);
    return { taskId };
  }

  #watch(socket: LiveSocket, taskId: string | null): void {
    for (const room of socket.rooms) if (/^(?:tasks|runs)\b/.test(room)) void socket.leave(room);
    const { principal } = socket.data;
    const of = taskId === null ? '' : ` of ${taskId}`;
    if (mayHear(principal, 'task.updated')) void socket.join(`tasks${of}`);
    if (mayHear(principal, 'run.updated')) void socket.join(`runs${of}`);
    if (mayHear(principal, 'queue.updated')) void socket.join('queue');
  }

  #sendTask({ id, status, version, at }: Extract<LiveEvent, { type: 'task.updated' }>): void {
    this.#sockets?.emit(['tasks', `tasks of ${id}`], 'task.updated', { id, status, version, at });
  }

  /** Listeners do not know what the end of a run made of its task, and are not to be slowed down by asking. */
  #readSoon(taskId: string): void {
    const sockets = this.#sockets;
    if (sockets === null || !(sockets.hasAny('tasks') || sockets.hasAny(`tasks of ${taskId}`))) return;
    if (this.#changedTasks.size < gatheredMax) this.#changedTasks.add(taskId);
    this.#readTimer ??= setTimeout(() => void this.#readTasks(), gatherMs);
  }

  async #readTasks(): Promise<void> {
    const ids = [...this.#changedTasks].slice(0, tasksPerRead);
    for (const id of ids) this.#changedTasks.delete(id);
    try {
      const at = new Date().toISOString();
      for (const { id, taskStatus: status, version } of await readTaskStates(this.pool, ids)) {
        this.#sendTask({ type: 'task.updated', id, status, version, at });
      }
    } catch (error) {
      this.logger.debug('Changed tasks could not be read for live clients', { tasks: ids.length, error });
    }
    const isMoreWaiting = this.#changedTasks.size > 0 && this.#sockets !== null;
    this.#readTimer = isMoreWaiting ? setTimeout(() => void this.#readTasks(), gatherMs) : undefined;
  }

  async #sendQueue(): Promise<void> {
    if (this.#sockets?.hasAny('queue') !== true) return;
    try {
      this.#sockets.emit(['queue'], 'queue.updated', await this.queue.status());
    } catch (error) {
      this.logger.debug('The state of the queue could not be read for live clients', { error });
    }
  }
}
