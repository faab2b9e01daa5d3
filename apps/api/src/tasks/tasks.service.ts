import type { ApiConfig } from '@carillon/config';
import type { Database, IdempotentRequest, Pool, TaskValues } from '@carillon/db';
import {
  countTasks,
  createTask,
  databaseTime,
  deleteTask,
  ensureLane,
  findTask,
  listTaskLogs,
  listTasks,
  recordMissed,
  updateTask,
} from '@carillon/db';
import type { OutboundPolicy } from '@carillon/delivery';
import type { Task } from '@carillon/domain';
import { AppError, newId, readTimeZone } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { CONFIG, OUTBOUND_POLICY, POOL } from '../dependencies.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { countLimit } from '../http/filter.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { Announcer } from '../live/announcer.js';
import { parseSort } from '../http/route-schemas.js';
import type { ExplainedLog } from '../runs/explained-log.js';
import { explainLog } from '../runs/explained-log.js';
import type { DeliveredTask } from './delivery-check.js';
import { checkDelivery, checkReach, deliveryKeys, plainDelivery } from './delivery-check.js';
import type { PlannedTask } from './task-plan.js';
import { checkPlan, nextInstant, planKeys, toInstant } from './task-plan.js';
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
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(OUTBOUND_POLICY) private readonly outbound: OutboundPolicy,
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
    const { sort, limit, cursor, total, status, priority, ...others } = query;
    const { field, descending } = parseSort(sort);
    const selection = { statuses: status, priorities: priority, ...others };
    const after = decodeCursor(cursor, sort, field === 'taskName');
    const [page, count] = await Promise.all([
      listTasks(this.pool, { ...selection, sort: field, descending, after, limit }),
      total ? countTasks(this.pool, selection, countLimit) : undefined,
    ]);
    const nextCursor = encodeCursor(sort, page.next);
    return { items: page.items, nextCursor, ...(count === undefined ? {} : { total: count }) };
  }

  async get(id: string): Promise<Task> {
    const task = await findTask(this.pool, id);
    if (task === null) throw taskNotFound();
    return task;
  }

  /** @param version what the caller last saw, or null for whatever is there */
  update(id: string, changes: UpdateTaskInput, version: number | null): Promise<Task> {
    return this.updateBy(id, (task) => {
      checkVersion(task, version);
      return changes;
    });
  }

  /** @param changesOf tells what is to be changed by what the task is, locked; when nothing is, it stays as it is */
  async updateBy(id: string, changesOf: (task: Task) => UpdateTaskInput): Promise<Task> {
    const changed = await inChange(this.pool, async (transaction) => {
      const task = await lockInUse(transaction, id);
      const values = normalize(changesOf(task));
      if (Object.keys(values).length === 0) return new Unchanged(task);
      if (deliveryKeys.some((key) => values[key] !== undefined)) this.#checkDelivery({ ...task, ...values });
      if (values.lane) await ensureLane(transaction, values.lane);
      const plan = planKeys.some((key) => values[key] !== undefined)
        ? await this.#replan(transaction, task, { ...task, ...values })
        : {};
      return updateTask(transaction, id, { ...values, ...plan });
    });
    this.announcer.tasks(changed);
    return changed;
  }

  async remove(id: string, version: number | null): Promise<void> {
    const removed = await inChange(this.pool, async (transaction) => {
      const task = await findTask(transaction, id);
      if (task !== null) checkVersion(task, version);
      if (task === null || !(await deleteTask(transaction, id))) throw taskNotFound();
      return task;
    });
    this.announcer.removedTask(id, removed.version);
  }

  async listLogs(
    taskId: string,
    query: { limit: number; cursor?: string | undefined; sort: 'createdAt' | '-createdAt' },
  ): Promise<{ items: ExplainedLog[]; nextCursor: string | null }> {
    await this.get(taskId);
    const { descending } = parseSort(query.sort);
    const after = decodeCursor(query.cursor, query.sort);
    const page = await listTaskLogs(this.pool, { taskId, descending, after, limit: query.limit });
    return { items: page.items.map(explainLog), nextCursor: encodeCursor(query.sort, page.next) };
  }

  #checkDelivery(task: DeliveredTask): void {
    checkDelivery(task);
    checkReach(task, this.outbound);
  }

  /** As `create`, as a part of the caller's transaction. */
  async createWithin(
    transaction: Database,
    { start, runIn, ...fields }: CreateTaskInput,
    createdBy: string | null = null,
  ): Promise<Task> {
    const nowMs = await databaseTime(transaction);
    const values = normalize(fields);
    if (start === 'now') values.runAt = toInstant(nowMs);
    if (runIn !== undefined) values.runAt = toInstant(nowMs + parseDuration(runIn));
    const plan: PlannedTask = { ...unplanned, ...values };
    checkPlan(plan, nowMs, this.config.minimumIntervalMs);
    this.#checkDelivery({ ...plainDelivery, ...values, webhookUrl: fields.webhookUrl });
    if (values.lane) await ensureLane(transaction, values.lane);
    const nextRunAt = toInstant(nextInstant(plan, nowMs));
    const { taskName, webhookUrl } = fields;
    return createTask(transaction, { ...values, id: newId(), taskName, webhookUrl, nextRunAt, createdBy });
  }

  /**
   * What a paused or failed task has missed, it has missed by the plan before; by the new one nothing is missed yet. A
   * completed task stays without a plan.
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
    await recordMissed(transaction, before);
    return { withheldFrom: next };
  }
}

function checkVersion(task: Task, version: number | null): void {
  if (version === null || task.version === version) return;
  throw new AppError(
    'task.version_conflict',
    `The task has version ${task.version} by now, not ${version}. Read it again and repeat the change.`,
  );
}

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
