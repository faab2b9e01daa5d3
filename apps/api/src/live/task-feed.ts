import type { Pool } from '@carillon/db';
import { readTaskStates } from '@carillon/db';
import type { LiveEvent, RunStatus } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { mayAct } from '../auth/principal.js';
import { LOGGER, POOL } from '../dependencies.js';
import { QueueService } from '../queue/queue.service.js';
import type { LiveSocket } from './client-event.js';
import { clientEvent } from './client-event.js';
import type { LiveFeature, Sockets } from './live-feature.js';

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
      this.#watch(socket, taskId),
    ),
  ];
  #sockets: Sockets | null = null;
  #queueTimer: NodeJS.Timeout | undefined;
  #readTimer: NodeJS.Timeout | undefined;
  readonly #changedTasks = new Set<string>();

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

  #watch(socket: LiveSocket, taskId: string | null): { taskId: string | null } {
    for (const room of socket.rooms) if (/^(?:tasks|runs)\b/.test(room)) void socket.leave(room);
    const { principal } = socket.data;
    const of = taskId === null ? '' : ` of ${taskId}`;
    if (mayAct(principal, 'viewer', 'tasks:read')) void socket.join(`tasks${of}`);
    if (mayAct(principal, 'viewer', 'runs:read')) void socket.join(`runs${of}`);
    void socket.join('queue');
    return { taskId };
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
