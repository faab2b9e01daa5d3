import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { byTime, orderOfIds, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** Where activity is posted. */
export interface Channel {
  name: string;
  /** A stopped one takes no messages of people. */
  isStarted: boolean;
  createdAt: string;
}

export interface Message {
  id: string;
  channel: string;
  author: string;
  level: MessageLevel;
  body: string;
  /** What it is about, if anything; null also when the task has been removed. */
  taskId: string | null;
  runId: string | null;
  createdAt: string;
}

export type NewMessage = Omit<Message, 'createdAt'>;

/** How much a message wants to be read. */
export const messageLevels = ['info', 'warning', 'error'] as const;
export type MessageLevel = (typeof messageLevels)[number];

/** There are never more than this. */
export const channelsMax = 100;
const messagesKept = 10_000;
const messageDaysKept = 30;

export interface ListedChannel extends Channel {
  /** Null: none was posted. */
  lastMessageId: string | null;
}

const channelOrders = { name: null, createdAt: byTime('created_at') };
export type ChannelSort = keyof typeof channelOrders;

/** Reads `messages_channel_idx` once for each. */
export async function listChannels(
  database: Database,
  request: PageRequest<ChannelSort>,
): Promise<Page<ListedChannel>> {
  const source = {
    columns: sql`
      name, is_started, created_at,
      (select m.id from messages m where m.channel = name order by m.id desc limit 1) as last_message_id`,
    from: sql`channels`,
    key: { column: 'name', type: 'text' as const },
    orders: channelOrders,
  };
  return readPage(database, source, request);
}

export async function findChannel(database: Database, name: string): Promise<Channel | null> {
  const { rows } = await database.query(
    sql`select name, is_started, created_at from channels where name = ${name}`,
  );
  return rows[0] ? camelCaseRow<Channel>(rows[0]) : null;
}

/** @returns null when the name is taken, or there are as many channels as there may be */
export async function createChannel(database: Database, name: string): Promise<Channel | null> {
  const { rows } = await database.query(sql`
    insert into channels (name) select ${name} where (select count(*) from channels) < ${channelsMax}
    on conflict do nothing returning name, is_started, created_at`);
  return rows[0] ? camelCaseRow<Channel>(rows[0]) : null;
}

/** @returns whether that changed anything */
export async function setChannelStarted(
  database: Database,
  name: string,
  isStarted: boolean,
): Promise<boolean> {
  const { rowCount } = await database.query(
    sql`update channels set is_started = ${isStarted} where name = ${name} and is_started <> ${isStarted}`,
  );
  return rowCount === 1;
}

/** @returns the ids of those that were not there yet */
export async function insertMessages(
  database: Database,
  messages: readonly NewMessage[],
): Promise<Set<string>> {
  const { rows } = await database.query<{ id: string }>(sql`
    insert into messages (id, channel, author, level, body, task_id, run_id)
    select x.id, x.channel, x.author, x.level, x.body, (select t.id from tasks t where t.id = x.task_id), x.run_id
    from unnest(${messages.map(({ id }) => id)}::uuid[], ${messages.map(({ channel }) => channel)}::text[],
      ${messages.map(({ author }) => author)}::text[], ${messages.map(({ level }) => level)}::text[],
      ${messages.map(({ body }) => body)}::text[],
      ${messages.map(({ taskId }) => taskId)}::uuid[], ${messages.map(({ runId }) => runId)}::uuid[])
      as x(id, channel, author, level, body, task_id, run_id)
    on conflict do nothing returning id`);
  return new Set(rows.map(({ id }) => id));
}

const messageColumns = sql`id, channel, author, level, body, task_id, run_id, created_at`;

/** @returns which of the channels there are */
export async function findChannels(database: Database, names: readonly string[]): Promise<Set<string>> {
  const { rows } = await database.query<{ name: string }>(
    sql`select name from channels where name = any(${names}::text[])`,
  );
  return new Set(rows.map(({ name }) => name));
}

/** In the order of their ids, which is that of their times. */
export async function findMessages(database: Database, ids: readonly string[]): Promise<Message[]> {
  const { rows } = await database.query(
    sql`select ${messageColumns} from messages where id = any(${ids}::uuid[]) order by id`,
  );
  return rows.map((row: object) => camelCaseRow<Message>(row));
}

/** Reads `messages_channel_idx`. */
export async function listMessages(
  database: Database,
  { channel, ...request }: PageRequest<IdSort> & { channel: string },
): Promise<Page<Message>> {
  const source = {
    columns: messageColumns,
    from: sql`messages`,
    conditions: [sql`channel = ${channel}`],
    orders: orderOfIds,
  };
  return readPage(database, source, request);
}

/** Keeps the newest messages of each channel, and of those what is younger than a month. */
export async function forgetOldMessages(database: Database): Promise<void> {
  await database.query(sql`
    with bounds as materialized (
      select c.name, (
        select m.id from messages m where m.channel = c.name order by m.id desc offset ${messagesKept} limit 1
      ) as last_id from channels c
    )
    delete from messages m using bounds b
    where m.channel = b.name
      and (m.id <= b.last_id or m.created_at < now() - ${messageDaysKept}::int * interval '1 day')`);
}

/** What is said about a run that ended badly. */
export interface FailedRunFacts {
  id: string;
  taskId: string;
  taskName: string;
  runStatus: 'failed' | 'abandoned';
  retryCount: number;
  taskStatus: string;
  /** Epoch milliseconds. */
  finishedAtMs: number;
}

export async function readFailedRuns(database: Database, ids: readonly string[]): Promise<FailedRunFacts[]> {
  const { rows } = await database.query<FailedRunFacts>(sql`
    select r.id, r.task_id as "taskId", t.task_name as "taskName", r.run_status as "runStatus",
      r.retry_count as "retryCount", t.task_status as "taskStatus",
      floor(extract(epoch from r.finished_at) * 1000)::float8 as "finishedAtMs"
    from task_runs r join tasks t on t.id = r.task_id
    where r.id = any(${ids}::uuid[]) and r.run_status in ('failed', 'abandoned')`);
  return rows;
}

/** What is said about a task that was paused or resumed. */
export interface StoppableTaskFacts {
  id: string;
  taskName: string;
  isPaused: boolean;
  pauseReason: string | null;
}

export async function readStoppableTasks(
  database: Database,
  ids: readonly string[],
): Promise<StoppableTaskFacts[]> {
  const { rows } = await database.query<StoppableTaskFacts>(sql`
    select id, task_name as "taskName", task_status = 'paused' as "isPaused", pause_reason as "pauseReason"
    from tasks where id = any(${ids}::uuid[])`);
  return rows;
}

/** A task of which a run has completed after one that ended badly. */
export interface RecoveredTaskFacts {
  taskId: string;
  taskName: string;
  /** That completed. */
  runId: string;
  failedRunId: string;
  /** When it ended badly, epoch milliseconds. */
  failedAtMs: number;
}

/**
 * Of these runs those that were the first of their task to complete since one ended badly. Goes back along
 * `task_runs_instant_key`, most often by a few runs and at most by a month.
 */
export async function readRecoveries(
  database: Database,
  runIds: readonly string[],
): Promise<RecoveredTaskFacts[]> {
  const { rows } = await database.query<RecoveredTaskFacts>(sql`
    select r.task_id as "taskId", t.task_name as "taskName", r.id as "runId", bad.id as "failedRunId",
      floor(extract(epoch from bad.finished_at) * 1000)::float8 as "failedAtMs"
    from task_runs r join tasks t on t.id = r.task_id
    cross join lateral (
      select b.id, b.finished_at, b.scheduled_for from task_runs b
      where b.task_id = r.task_id and b.scheduled_for > r.scheduled_for - interval '31 days'
        and b.run_status in ('failed', 'abandoned') and b.finished_at <= r.finished_at
      order by b.scheduled_for desc limit 1
    ) bad
    where r.id = any(${runIds}::uuid[]) and r.run_status = 'completed' and not exists (
      select from task_runs c
      where c.task_id = r.task_id and c.scheduled_for >= bad.scheduled_for and c.id <> r.id
        and c.run_status = 'completed' and c.finished_at between bad.finished_at and r.finished_at
    )`);
  return rows;
}
