import sql from 'sql-template-tag';
import type { Database } from './connect.js';
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
  body: string;
  /** What it is about, if anything; null also when the task has been removed. */
  taskId: string | null;
  runId: string | null;
  createdAt: string;
}

export type NewMessage = Omit<Message, 'createdAt'>;

/** There are never more than this. */
export const channelsMax = 100;
const messagesKept = 10_000;
const messageDaysKept = 30;

export interface ListedChannel extends Channel {
  /** Null: none was posted. */
  lastMessageId: string | null;
}

/** Reads `messages_channel_idx` once for each. */
export async function listChannels(database: Database): Promise<ListedChannel[]> {
  const { rows } = await database.query(sql`
    select name, is_started, created_at,
      (select m.id from messages m where m.channel = name order by m.id desc limit 1) as last_message_id
    from channels order by name limit ${channelsMax}`);
  return rows.map((row: object) => camelCaseRow<ListedChannel>(row));
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
    insert into messages (id, channel, author, body, task_id, run_id)
    select x.id, x.channel, x.author, x.body, (select t.id from tasks t where t.id = x.task_id), x.run_id
    from unnest(${messages.map(({ id }) => id)}::uuid[], ${messages.map(({ channel }) => channel)}::text[],
      ${messages.map(({ author }) => author)}::text[], ${messages.map(({ body }) => body)}::text[],
      ${messages.map(({ taskId }) => taskId)}::uuid[], ${messages.map(({ runId }) => runId)}::uuid[])
      as x(id, channel, author, body, task_id, run_id)
    on conflict do nothing returning id`);
  return new Set(rows.map(({ id }) => id));
}

const messageColumns = sql`id, channel, author, body, task_id, run_id, created_at`;

/** In the order of their ids, which is that of their times. */
export async function findMessages(database: Database, ids: readonly string[]): Promise<Message[]> {
  const { rows } = await database.query(
    sql`select ${messageColumns} from messages where id = any(${ids}::uuid[]) order by id`,
  );
  return rows.map((row: object) => camelCaseRow<Message>(row));
}

export interface MessageListRequest {
  channel: string;
  descending: boolean;
  /** The id of the last message of the page before. */
  afterId: string | null;
  limit: number;
}

/** Reads `messages_channel_idx`. */
export async function listMessages(
  database: Database,
  { channel, descending, afterId, limit }: MessageListRequest,
): Promise<{ items: Message[]; nextId: string | null }> {
  const { rows } = await database.query(
    descending
      ? sql`select ${messageColumns} from messages where channel = ${channel}
          and (${afterId}::uuid is null or id < ${afterId}::uuid) order by id desc limit ${limit + 1}`
      : sql`select ${messageColumns} from messages where channel = ${channel}
          and (${afterId}::uuid is null or id > ${afterId}::uuid) order by id limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit).map((row: object) => camelCaseRow<Message>(row));
  return { items, nextId: rows.length > limit ? items.at(-1)!.id : null };
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

export async function readPausedTasks(
  database: Database,
  ids: readonly string[],
): Promise<{ id: string; taskName: string; pauseReason: string | null }[]> {
  const { rows } = await database.query<{ id: string; taskName: string; pauseReason: string | null }>(sql`
    select id, task_name as "taskName", pause_reason as "pauseReason" from tasks
    where id = any(${ids}::uuid[]) and task_status = 'paused'`);
  return rows;
}
