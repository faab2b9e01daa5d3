/**
 * Posts in `general` what people should know: runs that ended badly, tasks that were paused.
 *
 * Every API process hears of it and wants to post it; the message's id says what it is about, so that PostgreSQL takes
 * it once, and only the process whose message it took tells the others. If all of them die at any line, the message is
 * missing, and the run and its task say the same.
 */
import type { FailedRunFacts, NewMessage, Pool } from '@carillon/db';
import { insertMessages, readFailedRuns, readPausedTasks } from '@carillon/db';
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

type Paused = Extract<LiveEvent, { type: 'task.updated' }>;

@Injectable()
export class StatusMessages {
  readonly #failedRuns = new Set<string>();
  readonly #pausedTasks = new Map<string, Paused>();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onEvent(event: LiveEvent): void {
    if (event.type === 'run.updated' && (event.status === 'failed' || event.status === 'abandoned')) {
      if (this.#failedRuns.size < postsAtOnceMax) this.#failedRuns.add(event.id);
    } else if (event.type === 'task.updated' && event.status === 'paused') {
      if (this.#pausedTasks.size < postsAtOnceMax) this.#pausedTasks.set(event.id, event);
    } else return;
    this.#schedule();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (!this.#isStopped) this.#timer ??= setTimeout(() => void this.#post(), intervalMs);
  }

  async #post(): Promise<void> {
    const runIds = [...this.#failedRuns];
    const paused = new Map(this.#pausedTasks);
    this.#failedRuns.clear();
    this.#pausedTasks.clear();
    try {
      const messages = [...(await this.#ofRuns(runIds)), ...(await this.#ofTasks(paused))];
      if (messages.length > 0) await this.#insert(messages);
    } catch (error) {
      this.logger.warn('Status messages could not be posted', { error });
    }
    this.#timer = undefined;
    if (this.#failedRuns.size + this.#pausedTasks.size > 0) this.#schedule();
  }

  async #ofRuns(ids: string[]): Promise<NewMessage[]> {
    if (ids.length === 0) return [];
    return (await readFailedRuns(this.pool, ids)).map((run) => ({
      id: derivedId(run.finishedAtMs, `failed run ${run.id}`),
      channel,
      author,
      body: describe(run),
      taskId: run.taskId,
      runId: run.id,
    }));
  }

  async #ofTasks(paused: Map<string, Paused>): Promise<NewMessage[]> {
    if (paused.size === 0) return [];
    return (await readPausedTasks(this.pool, [...paused.keys()])).map(({ id, taskName, pauseReason }) => {
      const { at, version } = paused.get(id)!;
      const reason = pauseReason === null ? '' : ` ${pauseReason.slice(0, reasonLengthMax)}`;
      return {
        id: derivedId(Date.parse(at), `paused task ${id} ${version}`),
        channel,
        author,
        body: `“${taskName}” was paused.${reason}`,
        taskId: id,
        runId: null,
      };
    });
  }

  async #insert(messages: NewMessage[]): Promise<void> {
    const posted = await insertMessages(this.pool, messages);
    const at = new Date().toISOString();
    this.events.publish([...posted].map((id): LiveEvent => ({ type: 'message.created', id, channel, at })));
  }
}

/** Nothing of what the receiver answered: it is in the run's log, for those who ask. */
function describe({ taskName, runStatus, retryCount, taskStatus }: FailedRunFacts): string {
  const attempts = retryCount === 0 ? '' : ` after ${retryCount + 1} attempts`;
  const ended = runStatus === 'failed' ? `failed${attempts}` : 'was abandoned: its outcome is unknown';
  const stopped = taskStatus === 'failed' ? ' The task has failed.' : '';
  return `A run of “${taskName}” ${ended}.${stopped}`;
}
