import type { PlannedSkip, Schedule, SkipReason } from '@carillon/domain';
import { recordSkip } from '@carillon/domain';
import type { Database } from './connect.js';

/** The instants of one task that are not run, in ascending order. */
export interface SkippingTask {
  taskId: string;
  /** Null for a task that runs once. */
  schedule: Schedule | null;
  skips: PlannedSkip[];
}

/** What came of skips. */
export interface GrownSkips {
  rest: PlannedSkip[][];
  grown: { id: string; taskId: string }[];
}

interface RecordRow {
  ordinal: number;
  id: string;
  scheduledFor: string;
  fromMs: number;
  toMs: number;
  skipReason: SkipReason | null;
}

/** Reads `task_runs_instant_key` of the days that a skip spans, most often one, backwards to the first row. */
const findRecordsText = `
  select x.ordinal::int, r.id, r.scheduled_for::text as "scheduledFor", r.skip_reason as "skipReason",
    extract(epoch from r.scheduled_for)::float8 * 1000 as "fromMs",
    extract(epoch from coalesce(r.skipped_to, r.scheduled_for))::float8 * 1000 as "toMs"
  from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) with ordinality as x(task_id, since, until, ordinal)
  cross join lateral (
    select id, scheduled_for, skip_reason, skipped_to from task_runs
    where task_id = x.task_id and scheduled_for >= x.since and scheduled_for <= x.until and trigger_key = 'schedule'
    order by scheduled_for desc limit 1
  ) r`;

const growSkipsText = `
  update task_runs r set skipped_to = x.skipped_to, occurrences = r.occurrences + x.occurrences
  from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) as x(id, scheduled_for, skipped_to, occurrences)
  where r.id = x.id and r.scheduled_for = x.scheduled_for`;

/**
 * Makes the record of a skip grow by those that follow it, so that an hour of skipped seconds is one row. The caller
 * holds the rows of the tasks locked, so nobody else writes their records meanwhile. Costs nothing when nothing is
 * skipped.
 *
 * @returns for each task the skips that are still to be inserted as records of their own, and the records that grew
 */
export async function growSkips(transaction: Database, tasks: SkippingTask[]): Promise<GrownSkips> {
  const wanted = tasks.flatMap(({ taskId, schedule, skips }, index) =>
    skips.map((skip) => ({ taskId, schedule, skip, index })),
  );
  if (wanted.length === 0) return { rest: tasks.map(() => []), grown: [] };
  const records = await findRecords(transaction, wanted);
  const rest = tasks.map((): PlannedSkip[] => []);
  const grown: { record: RecordRow; taskId: string; toMs: number; occurrences: number }[] = [];
  wanted.forEach(({ taskId, skip, schedule, index }, position) => {
    const record = records.get(position) ?? null;
    const recording = recordSkip(skip, record, schedule);
    if (recording.kind === 'insert') rest[index]!.push(recording.skip);
    if (recording.kind === 'grow') grown.push({ record: record!, taskId, ...recording });
  });
  if (grown.length > 0) {
    await transaction.query({
      name: 'grow_skips',
      text: growSkipsText,
      values: [
        grown.map(({ record }) => record.id),
        grown.map(({ record }) => record.scheduledFor),
        grown.map(({ toMs }) => new Date(toMs).toISOString()),
        grown.map(({ occurrences }) => occurrences),
      ],
    });
  }
  return { rest, grown: grown.map(({ record, taskId }) => ({ id: record.id, taskId })) };
}

async function findRecords(
  transaction: Database,
  wanted: { taskId: string; skip: PlannedSkip }[],
): Promise<Map<number, RecordRow>> {
  const { rows } = await transaction.query<RecordRow>({
    name: 'find_records_before_skips',
    text: findRecordsText,
    values: [
      wanted.map(({ taskId }) => taskId),
      wanted.map(({ skip }) => `${new Date(skip.fromMs).toISOString().slice(0, 10)}T00:00:00Z`),
      wanted.map(({ skip }) => new Date(skip.toMs).toISOString()),
    ],
  });
  return new Map(rows.map((row) => [row.ordinal - 1, row]));
}
