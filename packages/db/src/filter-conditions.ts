import type { FilterTerm, RunFilterField, RunStatus, TaskFilterField } from '@carillon/domain';
import { isFinalRunStatus } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { join, raw } from 'sql-template-tag';
import { fingerprint, sentHost } from './failure-fingerprint.js';

/** For `ilike`: text with this part, whatever characters it has. */
export function containsPattern(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Of tasks with at least one of these tags. `tasks_tags_idx` holds those alone that have any, and wants to be told so. */
export function hasTagOf(tags: readonly string[]): Sql {
  return sql`(tags && ${tags}::text[] and tags <> '{}')`;
}

/** The conditions that a filter puts on rows of `tasks`. Payloads are found by `tasks_json_payload_idx`. */
export function taskFilterConditions(terms: readonly FilterTerm<TaskFilterField>[]): Sql[] {
  return terms.map((term) => negate(term, taskCondition(term)));
}

/** Of tasks, in milliseconds: what takes longer is slow. Those that are not named have no slow runs. */
export type SlowBounds = ReadonlyMap<string, number>;

/** The conditions that a filter puts on rows of `task_runs`. What tasks alone know is looked up among them. */
export function runFilterConditions(
  terms: readonly FilterTerm<RunFilterField>[],
  slowBounds?: SlowBounds,
): Sql[] {
  return terms.map((term) =>
    negate(term, asksForSlow([term]) ? slowCondition(term, slowBounds) : runCondition(term)),
  );
}

/** Runs that are open are few, and `task_runs_open_idx` holds exactly these. */
export function inRunStatus(statuses: readonly RunStatus[]): Sql {
  const isOpen = statuses.every((status) => !isFinalRunStatus(status));
  return isOpen
    ? sql`(finished_at is null and run_status = any(${statuses}))`
    : sql`run_status = any(${statuses})`;
}

/** A condition that is neither true nor false, of a column without a value, does not hold; its opposite does. */
function negate({ negated }: FilterTerm, condition: Sql): Sql {
  return negated ? sql`(${condition}) is not true` : condition;
}

function taskCondition(term: FilterTerm<TaskFilterField>): Sql {
  switch (term.kind) {
    case 'text':
      return nameOrUrlHas(term.text);
    case 'payload':
      return payloadHas(term.documents);
    case 'time':
      return term.field === 'next' ? until('next_run_at', term) : since(`${term.field}_at`, term);
    case 'duration':
      throw new TypeError(`${term.field} is no field of durations`);
    case 'values':
      return taskValueCondition(term.field, term.values);
  }
}

function taskValueCondition(field: TaskFilterField, values: string[]): Sql {
  switch (field) {
    case 'status':
      return sql`task_status = any(${values})`;
    case 'method':
      return sql`http_method = any(${values})`;
    case 'agent':
      return sql`agent_id = any(${values})`;
    case 'tag':
      return hasTagOf(values);
    case 'name':
      return sql`task_name ilike any(${values.map(containsPattern)})`;
    case 'host':
      return hostIs(values);
    case 'acknowledged':
    case 'archived':
      return yesOrNo(sql`${raw(field)}_at is not null`, values);
    case 'priority':
    case 'lane':
      return sql`${raw(field)} = any(${values})`;
    default:
      throw new TypeError(`${field} is no field of values`);
  }
}

/** @param values `yes`, `no`, or both */
function yesOrNo(condition: Sql, values: readonly string[]): Sql {
  if (!values.includes('yes')) return sql`not (${condition})`;
  return values.includes('no') ? sql`true` : condition;
}

/** Whether a filter says something of `archived`, and is to be taken by its word. */
export function asksForArchived(
  terms: readonly FilterTerm<TaskFilterField | RunFilterField>[] = [],
): boolean {
  return terms.some((term) => term.kind === 'values' && term.field === 'archived');
}

/** Of runs: that their task is in use. Reads `tasks_archived_idx`, which holds exactly the others. */
export const ofTaskInUse = sql`not exists (
  select from tasks archived where archived.id = task_id and archived.archived_at is not null)`;

function runCondition(term: FilterTerm<RunFilterField>): Sql {
  switch (term.kind) {
    case 'text':
      return ofTasks(nameOrUrlHas(term.text));
    case 'payload':
      return sql`(${payloadHas(term.documents)} or (json_payload is null and ${ofTasks(payloadHas(term.documents))}))`;
    case 'time':
      return since(term.field === 'scheduled' ? 'scheduled_for' : `${term.field}_at`, term);
    case 'duration':
      return lasts(term.field === 'took' ? took : lateness, term);
    case 'values':
      return runValueCondition(term.field, term.values);
  }
}

function runValueCondition(field: RunFilterField, values: string[]): Sql {
  switch (field) {
    case 'status':
      return inRunStatus(values as RunStatus[]);
    case 'tag':
    case 'name':
    case 'host':
      return ofTasks(taskValueCondition(field, values));
    case 'acknowledged':
    case 'archived':
      return yesOrNo(
        sql`exists (select from tasks t where t.id = task_id and t.${raw(field)}_at is not null)`,
        values,
      );
    case 'overtime':
      return yesOrNo(overtime, values);
    case 'reason':
      return sql`skip_reason = any(${values})`;
    case 'task':
      return sql`task_id = any(${values.filter((value) => uuidPattern.test(value))}::uuid[])`;
    case 'failure':
      return failsAs(values);
    case 'priority':
    case 'trigger':
    case 'lane':
      return sql`${raw(field)} = any(${values})`;
    default:
      throw new TypeError(`${field} is no field of values`);
  }
}

/** Whether a filter speaks of `slow`, and needs to be told what is. */
export function asksForSlow(terms: readonly FilterTerm<RunFilterField>[]): boolean {
  return terms.some((term) => term.kind === 'values' && term.field === 'slow');
}

/** No index serves these fields, so they are looked at in runs that something else has found. */
const unindexedFields: readonly RunFilterField[] = ['reason', 'failure'];

/** The first field that a filter speaks of which is served by no index. */
export function unindexedFieldOf(terms: readonly FilterTerm<RunFilterField>[]): RunFilterField | null {
  const fields = terms.flatMap((term) => (term.kind === 'values' ? [term.field] : []));
  return fields.find((field) => unindexedFields.includes(field)) ?? null;
}

/** What is no id of a task is that of none. */
const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Of runs that went wrong for good as these groups of failures did; the last attempt is found as `readFailures` finds it. */
function failsAs(fingerprints: string[]): Sql {
  return sql`(run_status in ('failed', 'abandoned') and (
    select ${fingerprint} from (
      select l.error_code, l.http_status, task_runs.error,
        ${sentHost(sql`coalesce(task_runs.webhook_url, t.webhook_url)`)} as host
      from tasks t left join task_logs l
        on l.task_id = t.id and l.created_at = task_runs.started_at and l.run_id = task_runs.id
      where t.id = task_runs.task_id
    ) told
  ) = any(${fingerprints}))`;
}

/** Takes no join, whose order the planner would have to guess: the array is hashed, the bound found in the object. */
function slowCondition(term: FilterTerm<RunFilterField>, bounds: SlowBounds | undefined): Sql {
  if (bounds === undefined || term.kind !== 'values') throw new TypeError('slow needs the bounds of tasks');
  const isSlow = sql`(task_id = any(${[...bounds.keys()]}::uuid[])
    and run_status in ('completed', 'failed', 'running', 'waiting')
    and ${tookMs} > (${JSON.stringify(Object.fromEntries(bounds))}::jsonb ->> task_id::text)::float8)`;
  if (!term.values.includes('yes')) return sql`${isSlow} is not true`;
  return term.values.includes('no') ? sql`true` : isSlow;
}

function ofTasks(condition: Sql): Sql {
  return sql`task_id in (select id from tasks where ${condition})`;
}

function nameOrUrlHas(text: string): Sql {
  const pattern = containsPattern(text);
  return sql`(task_name ilike ${pattern} or webhook_url ilike ${pattern})`;
}

function payloadHas(documents: string[]): Sql {
  return sql`(${join(
    documents.map((document) => sql`json_payload @> ${document}::jsonb`),
    ' or ',
  )})`;
}

/** Of the webhook of a task, with its port. */
export const taskHost = sql`lower(substring(webhook_url from '://([^/?#]+)'))`;

/** With its port, or without. */
function hostIs(values: string[]): Sql {
  const hosts = values.map((value) => value.toLowerCase());
  return sql`(${taskHost} = any(${hosts}) or regexp_replace(${taskHost}, ':\\d+$', '') = any(${hosts}))`;
}

/** From the beginning of the last attempt; null of a run that has none, or waits for its next one. */
const took = sql`case when finished_at is not null or run_status in ('running', 'waiting')
  then coalesce(finished_at, now()) - started_at end`;

/** `took` in milliseconds. */
export const tookMs = sql`(date_part('epoch', ${took}) * 1000)`;

/** Whether it runs, and for longer than its task lets an attempt take. */
const overtime = sql`(run_status = 'running' and now() - started_at >
  (select t.timeout_ms from tasks t where t.id = task_id) * interval '1 millisecond')`;

/** Until the first attempt; null of a run that ended without one, or whose first attempt is not known any more. */
const lateness = sql`case when retry_count = 0 and (started_at is not null or finished_at is null)
  then coalesce(started_at, now()) - scheduled_for end`;

type DurationTerm = Extract<FilterTerm, { kind: 'duration' }>;

/** No index serves it: it is looked at in the runs that are left by the other conditions. */
function lasts(interval: Sql, { comparison, thanMs }: DurationTerm): Sql {
  return sql`(${interval}) ${raw(comparison)} ${thanMs}::float8 * interval '1 millisecond'`;
}

type TimeTerm = Extract<FilterTerm, { kind: 'time' }>;

/** A duration is an age: what is older, is earlier. */
function since(column: string, { comparison, than }: TimeTerm): Sql {
  if (typeof than === 'string') return sql`${raw(column)} ${raw(comparison)} ${than}::timestamptz`;
  const opposite = comparison.startsWith('>') ? comparison.replace('>', '<') : comparison.replace('<', '>');
  return sql`${raw(column)} ${raw(opposite)} now() - ${than}::float8 * interval '1 millisecond'`;
}

/** A duration is the time to come. */
function until(column: string, { comparison, than }: TimeTerm): Sql {
  const bound =
    typeof than === 'string'
      ? sql`${than}::timestamptz`
      : sql`now() + ${than}::float8 * interval '1 millisecond'`;
  return sql`${raw(column)} ${raw(comparison)} ${bound}`;
}
