import type { ApiConfig } from '@carillon/config';
import type { ChangedRun, Database, IdempotentRequest, Pool, TaskValues } from '@carillon/db';
import {
  countTasks,
  createTask,
  databaseTime,
  deleteTask,
  ensureLane,
  findTask,
  findTasks,
  listTaskLogs,
  listTasks,
  recordMissed,
  updateTask,
} from '@carillon/db';
import type { Task } from '@carillon/domain';
import { newId, readTimeZone } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, noteDetails, Unchanged } from '../audit/change.js';
import { CONFIG, POOL } from '../dependencies.js';
import { gatherById } from '../gather-by-id.js';
import { answerPage } from '../http/cursor.js';
import { countLimit } from '../http/filter.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { Announcer } from '../live/announcer.js';
import { requireVersion } from '../http/versions.js';
import type { ExplainedLog } from '../runs/explained-log.js';
import { explainLog } from '../runs/explained-log.js';
import type { ListTaskLogsQuery } from '../runs/runs.schemas.js';
import { deliveryKeys, plainDelivery } from './delivery-check.js';
import { TaskDelivery } from './task-delivery.service.js';
import type { PlannedTask } from './task-plan.js';
import { checkPauseEnd, checkPlan, nextInstant, pausedPlan, planKeys, toInstant } from './task-plan.js';
import { lockInUse, taskNotFound } from './task-refusals.js';
import type { CreateTaskInput, ListTasksQuery, UpdateTaskInput } from './tasks.schemas.js';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What the plan of a new task is when its fields are left out; the table's own defaults. */
const unplanned: PlannedTask = {
  taskSchedule: null,
  timeZone: 'UTC',
  dstGap: 'run_after',
  dstOverlap: 'first',
  runAt: null,
  startsAt: null,
  endsAt: null,
  maxRuns: null,
  runCount: 0,
};

/** Tasks as definitions: made, read, changed and removed. */
@Injectable()
export class TasksService {
  readonly #tasksById = gatherById((ids) => findTasks(this.pool, ids));

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(TaskDelivery) private readonly delivery: TaskDelivery,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** @param createdBy the user whose task it is; null: the machine’s */
  async create(
    input: CreateTaskInput,
    request: IdempotentRequest | null,
    createdBy: string | null = null,
  ): Promise<Answer<Task>> {
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      return { status: 201, body: await this.createWithin(transaction, input, createdBy) };
    });
    if (!answer.replayed) this.announcer.tasks(answer.body);
    return answer;
  }

  async list(query: ListTasksQuery): Promise<{ items: Task[]; nextCursor: string | null; total?: number }> {
    const { total, status: statuses, priority: priorities, ...others } = query;
    const selection = { ...others, statuses, priorities };
    const [page, count] = await Promise.all([
      answerPage(query, (request) =>
        listTasks(this.pool, { ...selection, ...request }, this.#tasksById.loadAll),
      ),
      total ? countTasks(this.pool, selection, countLimit) : undefined,
    ]);
    return { ...page, ...(count === undefined ? {} : { total: count }) };
  }

  async get(id: string): Promise<Task> {
    const task = await this.#tasksById.load(id);
    if (task === null) throw taskNotFound();
    return task;
  }

  /** @param version what the caller last saw, or null for whatever is there */
  update(id: string, changes: UpdateTaskInput, version: number | null): Promise<Task> {
    return this.updateBy(id, (task) => {
      requireVersion(task, version, 'task.version_conflict');
      return changes;
    });
  }

  /** @param changesOf tells what is to be changed by what the task is, locked; when nothing is, it stays as it is */
  async updateBy(id: string, changesOf: (task: Task) => UpdateTaskInput): Promise<Task> {
    let missed: ChangedRun[] = [];
    const changed = await inChange(this.pool, async (transaction) => {
      missed = [];
      const task = await lockInUse(transaction, id);
      const values = normalize(changesOf(task));
      if (Object.keys(values).length === 0) return new Unchanged(task);
      noteDetails({ before: Object.fromEntries(keysOf(values).map((key) => [key, task[key]])) });
      if (deliveryKeys.some((key) => values[key] !== undefined)) this.delivery.check({ ...task, ...values });
      if (values.httpHeaders !== undefined) {
        values.httpHeaders = await this.delivery.changedHeaders(transaction, id, values.httpHeaders);
      }
      if (values.lane) await ensureLane(transaction, values.lane);
      const plan = planKeys.some((key) => values[key] !== undefined)
        ? await this.#replan(transaction, task, { ...task, ...values })
        : {};
      if (plan.withheldFrom !== undefined) missed = await recordMissed(transaction, task);
      return updateTask(transaction, id, { ...values, ...plan });
    });
    this.announcer.tasks(changed);
    this.announcer.runs(missed.map((run) => run.id));
    return changed;
  }

  async remove(id: string, version: number | null): Promise<void> {
    const removed = await inChange(this.pool, async (transaction) => {
      const task = await findTask(transaction, id);
      if (task !== null) requireVersion(task, version, 'task.version_conflict');
      if (task === null || !(await deleteTask(transaction, id))) throw taskNotFound();
      return task;
    });
    this.announcer.removedTask(id, removed.version);
  }

  async listLogs(
    taskId: string,
    query: ListTaskLogsQuery,
  ): Promise<{ items: ExplainedLog[]; nextCursor: string | null }> {
    await this.get(taskId);
    const page = await answerPage(query, (request) => listTaskLogs(this.pool, { taskId, ...request }));
    return { ...page, items: page.items.map(explainLog) };
  }

  /** As `create`, as a part of the caller's transaction. */
  async createWithin(
    transaction: Database,
    { start, runIn, pause, ...fields }: CreateTaskInput,
    createdBy: string | null = null,
  ): Promise<Task> {
    const nowMs = await databaseTime(transaction);
    const values = normalize(fields);
    if (start === 'now') values.runAt = toInstant(nowMs);
    if (runIn !== undefined) values.runAt = toInstant(nowMs + parseDuration(runIn));
    const plan: PlannedTask = { ...unplanned, ...values };
    checkPlan(plan, nowMs, this.config.minimumIntervalMs);
    this.delivery.check({ ...plainDelivery, ...values, webhookUrl: fields.webhookUrl });
    if (values.lane) await ensureLane(transaction, values.lane);
    const nextRunAt = toInstant(nextInstant(plan, nowMs));
    const { taskName, webhookUrl } = fields;
    const id = newId();
    if (values.httpHeaders !== undefined) {
      values.httpHeaders = await this.delivery.newHeaders(id, values.httpHeaders);
    }
    if (pause?.until !== undefined) checkPauseEnd(pause.until, { nowMs, path: 'pause.until' });
    const planned = pause === undefined ? { nextRunAt } : pausedPlan(pause, nextRunAt);
    return createTask(transaction, { ...values, id, taskName, webhookUrl, ...planned, createdBy });
  }

  /**
   * What a paused or failed task has missed, it has missed by the plan before, and the caller puts it on record where
   * `withheldFrom` changes; by the new one nothing is missed yet. A completed task stays without a plan.
   */
  async #replan(
    transaction: Database,
    before: Task,
    after: Task,
  ): Promise<Partial<Pick<Task, 'nextRunAt' | 'withheldFrom'>>> {
    const nowMs = await databaseTime(transaction);
    const runAt = after.runAt === before.runAt ? null : after.runAt;
    // A runAt that lies back because the task has run is no mistake of this change.
    checkPlan(
      after.taskSchedule === null ? { ...after, runAt } : after,
      nowMs,
      this.config.minimumIntervalMs,
    );
    if (before.taskStatus === 'completed') return {};
    if (after.taskSchedule === null && after.runAt === before.runAt && before.taskSchedule === null)
      return {};
    // An instant that is due by the old plan is the publisher's already: planning over it would miss it silently.
    if (before.nextRunAt !== null && Date.parse(before.nextRunAt) <= nowMs) return {};
    const next = toInstant(nextInstant(after, nowMs));
    const isOnSchedule =
      before.nextRunAt !== null || before.taskStatus === 'ready' || before.taskStatus === 'running';
    if (isOnSchedule) return { nextRunAt: next };
    return { withheldFrom: next };
  }
}

const keysOf = Object.keys as (values: Partial<TaskValues>) => (keyof TaskValues & keyof Task)[];

/** As it is stored: no blanks around the expression, the zone in its own spelling, nothing undefined. */
function normalize(fields: UpdateTaskInput): Partial<TaskValues> {
  const { taskSchedule, timeZone } = fields;
  const values = {
    ...fields,
    taskSchedule: taskSchedule?.trim() ?? taskSchedule,
    timeZone: timeZone === undefined ? undefined : readTimeZone(timeZone),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text)!;
  return Number(amount) * unitMs[unit as keyof typeof unitMs];
}
