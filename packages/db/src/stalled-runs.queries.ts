import type { RunRef, RunStatus, TaskPriority } from '@carillon/domain';
import sql from 'sql-template-tag';
import { plainArray } from './array-literal.js';
import type { Database } from './connect.js';
import { retryUnlessAtMostOnce } from './run-ends.js';

/** An open run that nobody works on although somebody should. Times are ISO 8601 UTC. */
export interface StalledRun {
  id: string;
  taskId: string;
  taskName: string;
  lane: string | null;
  priority: TaskPriority;
  runStatus: RunStatus;
  /**
   * `listener_silent`: its listener does not report; `listener_gone`: it is on no list; `lease_ended`: it reports, and
   * has let the lease end; `unclaimed`: due, and claimed by none.
   */
  reason: 'listener_silent' | 'listener_gone' | 'lease_ended' | 'unclaimed';
  /** When its listener was last heard of or its lease ended, or since when it is due. */
  since: Date;
  listener: { id: string; host: string | null; pid: number | null } | null;
  /** From then on a pass of the rescuer takes it back; an unclaimed one is hinted at again by each pass. */
  rescuedFrom: Date;
  /** What becomes of it then; `pending` and `retrying` alike may be claimed. */
  becomes: Extract<RunStatus, 'pending' | 'retrying' | 'failed' | 'abandoned'>;
}

interface StalledRow extends Omit<StalledRun, 'listener'> {
  listenerId: string | null;
  host: string | null;
  pid: number | null;
}

const isSilent = `w.heartbeat_at < now() - $1 * interval '1 millisecond'`;

/** One that was declared dead has no last heartbeat, and is not waited for. */
const lostRunsText = `
  select r.id, r.task_id as "taskId", t.task_name as "taskName", r.lane, r.priority, r.run_status as "runStatus",
    case when w.id is null then 'listener_gone' when ${isSilent} then 'listener_silent' else 'lease_ended' end as reason,
    case when w.id is not null and not ${isSilent} then r.lease_until
      when isfinite(w.heartbeat_at) then w.heartbeat_at else r.started_at end as since,
    r.worker_id as "listenerId", w.host, w.pid,
    case when w.id is null then r.lease_until when isfinite(w.heartbeat_at)
      then least(r.lease_until, w.heartbeat_at + $2 * interval '1 millisecond') else now() end as "rescuedFrom",
    ${retryUnlessAtMostOnce} as becomes
  from task_runs r join tasks t on t.id = r.task_id left join workers w on w.id = r.worker_id
  where r.finished_at is null and r.run_status = 'running' and (r.lease_until < now() or w.id is null or ${isSilent})
  order by since, r.id limit $3`;

/**
 * Runs under way whose listener is lost, or is about to be taken for lost; the rescuer takes back what `rescueLostRuns`
 * finds. Reads `task_runs_open_idx`.
 *
 * @param request.silentMs a listener that was not heard of for so long is silent
 * @param request.workerTimeoutMs one that was not heard of for so long is lost
 */
export async function listLostRuns(
  database: Database,
  request: { silentMs: number; workerTimeoutMs: number; limit: number },
): Promise<StalledRun[]> {
  const { silentMs, workerTimeoutMs, limit } = request;
  const { rows } = await database.query<StalledRow>({
    text: lostRunsText,
    values: [silentMs, workerTimeoutMs, limit],
  });
  return rows.map(({ listenerId, host, pid, ...run }) => ({
    ...run,
    listener: listenerId === null ? null : { id: listenerId, host, pid },
  }));
}

/** Runs that are due for longer than `dueMs` and that nobody has claimed, the longest first. Reads `task_runs_open_idx`. */
export async function listUnclaimedRuns(
  database: Database,
  { dueMs, limit }: { dueMs: number; limit: number },
): Promise<StalledRun[]> {
  const { rows } = await database.query<Omit<StalledRun, 'listener'>>(sql`
    select r.id, r.task_id as "taskId", t.task_name as "taskName", r.lane, r.priority, r.run_status as "runStatus",
      'unclaimed' as reason, r.next_attempt_at as since, now() as "rescuedFrom", r.run_status as becomes
    from task_runs r join tasks t on t.id = r.task_id
    where r.finished_at is null and r.next_attempt_at <= now() - ${dueMs} * interval '1 millisecond'
      and r.run_status in ('pending', 'retrying')
    order by r.next_attempt_at, r.id limit ${limit}`);
  return rows.map((run) => ({ ...run, listener: null }));
}

/** @returns which of the runs are open, by id */
export async function findOpenRuns(database: Database, runs: readonly RunRef[]): Promise<Set<string>> {
  const { rows } = await database.query<{ id: string }>({
    text: `select r.id from unnest($1::uuid[], $2::timestamptz[]) as h(id, scheduled_for)
           join task_runs r on r.id = h.id and r.scheduled_for = h.scheduled_for
           where r.finished_at is null`,
    values: [plainArray(runs.map(({ id }) => id)), plainArray(runs.map(({ scheduledFor }) => scheduledFor))],
  });
  return new Set(rows.map(({ id }) => id));
}
