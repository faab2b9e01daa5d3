import type {
  AlertDigest,
  AlertEntry,
  AlertEvent,
  FilterTerm,
  QuietHours,
  TaskFilterField,
} from '@carillon/domain';
import { alertEntriesMax, noAlerts } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join } from 'sql-template-tag';
import type { Database } from './connect.js';
import { taskFilterConditions } from './filter-conditions.js';

/** What a channel wants to hear of. */
export interface AlertWishes {
  channelId: string;
  events: AlertEvent[];
  /** After so many seconds a run that is due and has not begun is late. */
  lateAfterSeconds: number;
  /** All of them hold of the task; none: every task. */
  terms: FilterTerm<TaskFilterField>[];
}

export type StoredAlertWishes = Omit<AlertWishes, 'terms'> & { taskFilter: string | null };

/** The channels that are switched on, with their filters as text. */
export async function listAlertWishes(database: Database): Promise<StoredAlertWishes[]> {
  const { rows } = await database.query<StoredAlertWishes>(sql`
    select id as "channelId", events, late_after_seconds as "lateAfterSeconds", task_filter as "taskFilter"
    from alert_channels where enabled order by id`);
  return rows;
}

/**
 * The notices that events `e` (event, run_id, task_id, error, occurred_at, since) are worth to the channels: one for
 * each event that a channel wants to hear of and whose task its filter holds of. Nobody hears that a failure is over
 * which it could not hear of.
 */
function insertNotices(wishes: AlertWishes[], events: Sql): Sql {
  const selects = wishes.map(
    ({ channelId, events: wanted, terms }) => sql`
      select c.id, e.event, e.run_id, e.task_id, t.task_name, e.error, e.occurred_at
      from (${events}) e join tasks t on t.id = e.task_id join alert_channels c on c.id = ${channelId}
      where e.event = any(${wanted}) and e.since >= c.created_at ${taskMatches(terms)}`,
  );
  return sql`
    insert into alert_notices (channel_id, event, run_id, task_id, task_name, error, occurred_at)
    ${join(selects, ' union all ')} on conflict do nothing`;
}

/** Of events `e`: that the filter of a channel holds of the task. */
export function taskMatches(terms: FilterTerm<TaskFilterField>[]): Sql {
  if (terms.length === 0) return empty;
  return sql`and e.task_id in (select id from tasks where ${join(taskFilterConditions(terms), ' and ')})`;
}

/**
 * Turns at most `limit` bad ends of runs into what channels are to be told, in one statement: an event is gone when
 * and only when its notices stand. What another publisher has in hand is left to it.
 *
 * @returns how many events there were
 */
export async function sortAlertEvents(
  database: Database,
  wishes: AlertWishes[],
  limit: number,
): Promise<number> {
  const { rows } = await database.query<{ count: number }>(sql`
    with taken as materialized (
      delete from alert_events where run_id = any(array(
        select run_id from alert_events limit ${limit} for update skip locked
      )) returning *
    ),
    failing as (
      insert into alert_failing_tasks as f (task_id, failing_since, last_failed_at)
      select t.id, min(e.occurred_at), max(e.occurred_at) from taken e join tasks t on t.id = e.task_id
      group by t.id order by t.id
      on conflict (task_id) do update set last_failed_at = greatest(f.last_failed_at, excluded.last_failed_at),
        failing_since = case
          when f.recovered_at >= excluded.last_failed_at then f.failing_since
          when f.recovered_at >= excluded.failing_since then least(f.failing_since, excluded.last_failed_at)
          else least(f.failing_since, excluded.failing_since) end
    )
    ${wishes.length === 0 ? empty : sql`, told as (${insertNotices(wishes, sql`select *, occurred_at as since from taken`)})`}
    select count(*)::int as count from taken`);
  return rows[0]!.count;
}

/** The completed run may be among so many of the newest ones of its task; more are not looked at. */
const recentRunsMax = 200;

/**
 * Finds the first completed runs of at most `limit` tasks that were failing, and writes down what channels are to be
 * told of it, in one statement. A task that nothing has happened to since the last look is not looked at: every end of
 * a run touches its row, and a minute is longer than any statement that may still be about to commit.
 *
 * @returns how many tasks recovered
 */
export async function noteRecoveries(
  database: Database,
  wishes: AlertWishes[],
  limit: number,
): Promise<number> {
  const recoveries = sql`
    select 'task.recovered'::text as event, run_id, task_id, null::text as error, finished_at as occurred_at,
      failing_since as since from recovered`;
  const { rows } = await database.query<{ count: number }>(sql`
    with looked as materialized (
      select f.task_id, f.failing_since from alert_failing_tasks f join tasks t on t.id = f.task_id
      where f.failing_since is not null and t.updated_at > f.checked_at - interval '1 minute'
      order by f.checked_at limit ${limit} for no key update of f skip locked
    ),
    found as materialized (
      select l.task_id, l.failing_since, r.id as run_id, r.finished_at
      from looked l left join lateral (
        select recent.id, recent.finished_at from (
          select id, run_status, finished_at from task_runs
          where task_id = l.task_id and scheduled_for >= l.failing_since - interval '1 day'
          order by scheduled_for desc limit ${recentRunsMax}
        ) recent
        where recent.run_status = 'completed' and recent.finished_at > l.failing_since
        order by recent.finished_at limit 1
      ) r on true
    ),
    recovered as (select * from found where run_id is not null),
    noted as (
      update alert_failing_tasks f set checked_at = now(), recovered_at = coalesce(x.finished_at, f.recovered_at),
        failing_since = case when x.run_id is null then f.failing_since
          when f.last_failed_at > x.finished_at then f.last_failed_at end
      from found x
      where f.task_id = x.task_id and (x.run_id is not null or f.checked_at < now() - interval '10 seconds')
    )
    ${wishes.length === 0 ? empty : sql`, told as (${insertNotices(wishes, recoveries)})`}
    select count(*)::int as count from recovered`);
  return rows[0]!.count;
}

/** A channel with something to tell. */
export interface WaitingChannel {
  id: string;
  name: string;
  quietHours: QuietHours | null;
  /** Epoch milliseconds: when the first of it happened, and now by PostgreSQL's clock. */
  waitingSinceMs: number;
  nowMs: number;
}

/** One message at a time, and the next one not before its interval is over. */
const mayTell = sql`
  c.enabled and (c.told_at is null or c.told_at <= now() - c.group_seconds * interval '1 second')
  and not exists (
    select from alert_messages m where m.channel_id = c.id and m.finished_at is null and not m.is_test
  )`;

export async function listWaitingChannels(database: Database): Promise<WaitingChannel[]> {
  const { rows } = await database.query<WaitingChannel>(sql`
    select c.id, c.name, c.quiet_hours as "quietHours", extract(epoch from w.since)::float8 * 1000 as "waitingSinceMs",
      extract(epoch from now())::float8 * 1000 as "nowMs"
    from alert_channels c
    cross join lateral (select min(occurred_at) as since from alert_notices where channel_id = c.id) w
    where w.since is not null and ${mayTell}`);
  return rows;
}

/** @returns whether this transaction makes the next message of a channel; else another publisher does, or did */
export async function beginAlertMessage(transaction: Database, channelId: string): Promise<boolean> {
  const { rowCount } = await transaction.query(sql`
    update alert_channels c set told_at = now()
    where c.id = ${channelId} and ${mayTell} and exists (select from alert_notices where channel_id = c.id)`);
  return rowCount === 1;
}

interface DigestRow {
  counts: Partial<Record<AlertEvent, number>> | null;
  tasks: number;
  groups: number;
  entries: Omit<AlertEntry, 'url'>[] | null;
}

/** Takes all that a channel is to be told: it is counted where it lies, however much it is. */
export async function takeAlertNotices(transaction: Database, channelId: string): Promise<AlertDigest> {
  const { rows } = await transaction.query<DigestRow>(sql`
    with taken as materialized (delete from alert_notices where channel_id = ${channelId} returning *),
    grouped as materialized (
      select event, task_id, max(task_name) as task_name, count(*)::int as count, min(occurred_at) as first_at,
        max(occurred_at) as last_at, (array_agg(run_id order by occurred_at desc))[1] as run_id,
        (array_agg(error order by occurred_at desc))[1] as error
      from taken group by event, task_id
    ),
    named as (
      select * from grouped order by array_position(array['run.late', 'task.recovered'], event) nulls first, first_at,
        task_id, event limit ${alertEntriesMax}
    )
    select (select json_object_agg(event, n) from (select event, count(*)::int as n from taken group by event) e) as counts,
      (select count(distinct task_id)::int from grouped) as tasks, (select count(*)::int from grouped) as groups,
      (select json_agg(json_build_object('event', event, 'taskId', task_id, 'taskName', task_name, 'count', count,
        'firstAt', first_at, 'lastAt', last_at, 'runId', run_id, 'error', error)) from named) as entries`);
  const { counts, tasks, groups, entries } = rows[0]!;
  const named = entries ?? [];
  return {
    counts: { ...noAlerts().counts, ...counts },
    tasks,
    entries: named.map((entry) => ({
      ...entry,
      firstAt: new Date(entry.firstAt).toISOString(),
      lastAt: new Date(entry.lastAt).toISOString(),
      url: null,
    })),
    moreEntries: groups - named.length,
  };
}
