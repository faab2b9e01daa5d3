/**
 * Posts in `general`, and in the channels of tasks, what people should know: runs that ended badly, tasks that
 * recovered, and what was paused or resumed: tasks, lanes, the queue.
 *
 * Every API process hears of it and wants to post it; the message's id says what it is about, so that PostgreSQL takes
 * it once, and only the process whose message it took tells the others. If all of them die at any line, the message is
 * missing, and the run and its task say the same.
 */
import type { FailedRunFacts, NewMessage, Pool } from '@carillon/db';
import {
  findChannels,
  insertMessages,
  readFailedRuns,
  readRecoveries,
  readStoppableTasks,
} from '@carillon/db';
import type { LiveEvent } from '@carillon/domain';
import { derivedId } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { EVENTS, LOGGER, POOL } from '../dependencies.js';

const channel = 'general';
const author = 'carillon';
const intervalMs = 200;
/** In a storm more than this at once would tell nobody anything. */
const postsAtOnceMax = 100;
const reasonLengthMax = 500;
/** Failing tasks whose recovery is waited for. */
const failingMax = 10_000;

type TaskUpdated = Extract<LiveEvent, { type: 'task.updated' }>;

/** A message, wherever it is posted. */
type News = Omit<NewMessage, 'id' | 'channel' | 'author'> & {
  atMs: number;
  /** What it is about: of one instant there are others. */
  key: string;
};

@Injectable()
export class StatusMessages {
  readonly #failedRuns = new Set<string>();
  /** Runs that completed, of tasks of which one had ended badly. */
  readonly #completedRuns = new Set<string>();
  /** Paused and resumed ones. */
  readonly #stoppableTasks = new Map<string, TaskUpdated>();
  /** What needs no reading. */
  readonly #ready: News[] = [];
  readonly #failingTasks = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onEvent(event: LiveEvent): void {
    if (event.type === 'run.updated') this.#onRun(event);
    if (event.type === 'task.updated' && (event.status === 'paused' || event.isResumed)) {
      if (this.#stoppableTasks.size < postsAtOnceMax) this.#stoppableTasks.set(event.id, event);
    }
    if (event.type === 'queue.updated' && event.isPaused !== undefined) {
      this.#postStop('The queue', event.isPaused, event.at);
    }
    if (event.type === 'lane.updated') this.#postStop(`The lane “${event.lane}”`, event.isPaused, event.at);
    if (this.#isAnythingWaiting) this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #onRun({ id, taskId, status }: Extract<LiveEvent, { type: 'run.updated' }>): void {
    if (status === 'failed' || status === 'abandoned') {
      if (this.#failedRuns.size < postsAtOnceMax) this.#failedRuns.add(id);
      if (this.#failingTasks.size < failingMax) this.#failingTasks.add(taskId);
    }
    if (status === 'completed' && this.#failingTasks.delete(taskId)) this.#completedRuns.add(id);
  }

  #postStop(what: string, isPaused: boolean, at: string): void {
    const body = `${what} was ${isPaused ? 'paused' : 'resumed'}.`;
    this.#ready.push({
      ...{ atMs: Date.parse(at), key: body, body, taskId: null, runId: null },
      level: isPaused ? 'warning' : 'info',
    });
  }

  get #isAnythingWaiting(): boolean {
    const { size } = this.#failedRuns;
    return size + this.#completedRuns.size + this.#stoppableTasks.size + this.#ready.length > 0;
  }

  #schedule(): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.#post(), intervalMs);
  }

  async #post(): Promise<void> {
    const runIds = [...this.#failedRuns];
    const completedIds = [...this.#completedRuns];
    const tasks = new Map(this.#stoppableTasks);
    const ready = this.#ready.splice(0);
    this.#failedRuns.clear();
    this.#completedRuns.clear();
    this.#stoppableTasks.clear();
    try {
      const messages = [
        ...ready,
        ...(await this.#ofRuns(runIds)),
        ...(await this.#ofRecoveries(completedIds)),
        ...(await this.#ofTasks(tasks)),
      ];
      if (messages.length > 0) await this.#insert(messages);
    } catch (error) {
      this.logger.warn('Status messages could not be posted', { error });
    }
    this.#timer = undefined;
    if (this.#isAnythingWaiting) this.#schedule();
  }

  async #ofRuns(ids: string[]): Promise<News[]> {
    if (ids.length === 0) return [];
    return (await readFailedRuns(this.pool, ids)).map((run) => ({
      ...{ atMs: run.finishedAtMs, key: `failed run ${run.id}` },
      level: 'error',
      ...{ body: describe(run), taskId: run.taskId, runId: run.id },
    }));
  }

  /** One for each end that was bad, whichever run is found to be the first after it. */
  async #ofRecoveries(runIds: string[]): Promise<News[]> {
    if (runIds.length === 0) return [];
    return (await readRecoveries(this.pool, runIds.slice(0, postsAtOnceMax))).map((recovered) => ({
      ...{ atMs: recovered.failedAtMs, key: `recovered from run ${recovered.failedRunId}` },
      level: 'info',
      body: `“${recovered.taskName}” has recovered: a run completed.`,
      taskId: recovered.taskId,
      runId: recovered.runId,
    }));
  }

  async #ofTasks(updates: Map<string, TaskUpdated>): Promise<News[]> {
    if (updates.size === 0) return [];
    const tasks = await readStoppableTasks(this.pool, [...updates.keys()]);
    return tasks.flatMap(({ id, taskName, isPaused, pauseReason }) => {
      const { at, version, status } = updates.get(id)!;
      // What has been undone since is told by the event of that.
      if (isPaused !== (status === 'paused')) return [];
      const done = isPaused ? 'paused' : 'resumed';
      const reason = pauseReason === null ? '' : ` ${pauseReason.slice(0, reasonLengthMax)}`;
      return [
        {
          ...{ atMs: Date.parse(at), key: `${done} task ${id} ${version}` },
          level: isPaused ? 'warning' : 'info',
          body: `“${taskName}” was ${done}.${reason}`,
          taskId: id,
          runId: null,
        },
      ];
    });
  }

  /** Each in `general`, and in the channel of its task where somebody has made one. */
  async #insert(news: readonly News[]): Promise<void> {
    const ofTasks = news.flatMap(({ taskId }) => (taskId === null ? [] : [taskChannel(taskId)]));
    const made = ofTasks.length === 0 ? new Set<string>() : await findChannels(this.pool, ofTasks);
    const messages = news.flatMap((one) => {
      const own = one.taskId === null ? null : taskChannel(one.taskId);
      const copies = own !== null && made.has(own) ? [toMessage(one, own)] : [];
      return [toMessage(one, channel), ...copies];
    });
    const channelOf = new Map(messages.map((message) => [message.id, message.channel]));
    const posted = await insertMessages(this.pool, messages);
    const at = new Date().toISOString();
    this.events.publish(
      [...posted].map((id): LiveEvent => ({ type: 'message.created', id, channel: channelOf.get(id)!, at })),
    );
  }
}

/** The channel in which everything is told of one task, once somebody has made it. */
function taskChannel(taskId: string): string {
  return `task-${taskId}`;
}

function toMessage({ atMs, key, ...message }: News, name: string): NewMessage {
  const id = derivedId(atMs, name === channel ? key : `${key} in ${name}`);
  return { id, channel: name, author, ...message };
}

/** Nothing of what the receiver answered: it is in the run's log, for those who ask. */
function describe({ taskName, runStatus, retryCount, taskStatus }: FailedRunFacts): string {
  const attempts = retryCount === 0 ? '' : ` after ${retryCount + 1} attempts`;
  const ended = runStatus === 'failed' ? `failed${attempts}` : 'was abandoned: its outcome is unknown';
  const stopped = taskStatus === 'failed' ? ' The task has failed.' : '';
  return `A run of “${taskName}” ${ended}.${stopped}`;
}
