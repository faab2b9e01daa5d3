/** What the tables do say, the laws that hold whatever was done, and the comparison with the model. */
import assert from 'node:assert/strict';
import type { RunStatus, TaskLogStatus, TaskStatus } from '@carillon/domain';
import { canMoveRun, isFinalRunStatus } from '@carillon/domain';
import type { Database } from '../../connect.js';
import type { Model } from './model.js';
import { statusOf } from './model.js';
import { assertSame } from './same.js';

interface SeenRun {
  id: string;
  taskId: string;
  status: RunStatus;
  isFinished: boolean;
  isDue: boolean;
  hasLease: boolean;
  lane: string | null;
  retryCount: number;
  maxRetry: number;
  fence: number;
  /** Every state that the row was in, as a trigger saw it. */
  path: RunStatus[];
  logs: { status: TaskLogStatus; retryCount: number; isTold: boolean }[];
}

interface SeenTask {
  id: string;
  taskStatus: TaskStatus;
  activeRuns: number;
  isPlanned: boolean;
}

export interface Snapshot {
  runs: SeenRun[];
  tasks: SeenTask[];
  /** Logs and events whose run is gone. */
  orphans: number;
}

/** Writes down every state of every run, which the rows themselves forget. */
export async function recordMoves(database: Database): Promise<void> {
  await database.query(`
    create table run_moves (seq bigint generated always as identity, run_id uuid, to_status text);
    create index run_moves_idx on run_moves (run_id);
    create function note_run_move() returns trigger language plpgsql as $$
    begin
      insert into run_moves (run_id, to_status) values (new.id, new.run_status);
      return null;
    end
    $$;
    create trigger note_birth after insert on task_runs for each row execute function note_run_move();
    create trigger note_move after update on task_runs for each row
      when (old.run_status is distinct from new.run_status) execute function note_run_move()`);
}

const snapshotText = `
  select
    (select coalesce(json_agg(json_build_object('id', r.id, 'taskId', r.task_id, 'status', r.run_status,
       'isFinished', r.finished_at is not null, 'isDue', r.next_attempt_at <= now(),
       'hasLease', r.lease_until is not null, 'lane', r.lane, 'retryCount', r.retry_count, 'maxRetry', r.max_retry,
       'fence', r.fence,
       'path', (select json_agg(m.to_status order by m.seq) from run_moves m where m.run_id = r.id),
       'logs', (select coalesce(json_agg(json_build_object('status', l.status, 'retryCount', l.retry_count,
                  'isTold', coalesce(l.message like 'The outcome came after%', false)) order by l.created_at), '[]')
                from task_logs l where l.task_id = r.task_id and l.run_id = r.id)) order by r.id), '[]')
     from task_runs r where r.task_id = any($1)) as runs,
    (select coalesce(json_agg(json_build_object('id', t.id, 'taskStatus', t.task_status,
       'activeRuns', t.active_runs, 'isPlanned', t.next_run_at is not null) order by t.id), '[]')
     from tasks t where t.id = any($1)) as tasks,
    (select count(*)::int from task_logs l where l.task_id = any($1)
       and not exists (select from task_runs r where r.id = l.run_id and r.task_id = l.task_id)) as orphans`;

export async function readSnapshot(database: Database, model: Model): Promise<Snapshot> {
  const { rows } = await database.query<Snapshot & object>({
    name: 'run_model_snapshot',
    text: snapshotText,
    values: [model.tasks.map((task) => task.id)],
  });
  return rows[0]!;
}

/** What holds for every run, task and lane at every moment. */
export function checkLaws(snapshot: Snapshot, model: Model): void {
  for (const run of snapshot.runs) checkRun(run);
  for (const { id, activeRuns } of snapshot.tasks) {
    const open = snapshot.runs.filter((run) => run.taskId === id && !run.isFinished).length;
    assert.equal(activeRuns, open, 'a task counts its open runs');
  }
  const limits = new Map(model.lanes.map(({ name, limit }) => [name, limit]));
  const occupied = new Map<string, number>();
  for (const { lane, status, isFinished } of snapshot.runs) {
    if (lane !== null && !isFinished && status !== 'held') occupied.set(lane, (occupied.get(lane) ?? 0) + 1);
  }
  for (const [lane, count] of occupied) {
    const limit = limits.get(lane) ?? 1;
    assert.ok(count <= limit, `a lane of limit ${limit} holds ${count} runs that may start`);
  }
  assert.equal(snapshot.orphans, 0, 'no log outlives its run');
}

function checkRun(run: SeenRun): void {
  const { path, logs } = run;
  assert.ok(['held', 'pending', 'skipped'].includes(path[0]!), `a run is not born ${path[0]}`);
  path.slice(1).forEach((to, index) => {
    assert.ok(canMoveRun(path[index]!, to), `the domain forbids ${path[index]} -> ${to}`);
  });
  assert.equal(run.status, path.at(-1), 'the last move is the state');
  assert.equal(run.isFinished, isFinalRunStatus(run.status), 'finished_at is set when a run has ended');
  assert.equal(run.hasLease, run.status === 'running', 'a run has a lease while it runs');
  assertSame(
    logs.map((log) => log.retryCount),
    logs.map((_, index) => index),
    'attempts are numbered without holes',
  );
  assert.ok(logs.length <= run.maxRetry + 1, 'no more attempts than retries allow');
  assert.ok(run.retryCount <= run.maxRetry, 'no more retries than allowed');
  assert.equal(logs.length, path.filter((status) => status === 'running').length, 'one log per attempt');
  const open = logs.filter((log) => log.status === 'running').length;
  const isUnderWay = run.status === 'running' || run.status === 'waiting';
  assert.equal(open, isUnderWay ? 1 : 0, 'one open attempt while the run runs or waits, else none');
  const ended = logs.findIndex((log) => log.status === 'finish');
  assert.ok(ended === -1 || ended === logs.length - 1, 'no attempt comes after a recorded success');
  assert.equal(ended !== -1, run.status === 'completed', 'a run is completed by a recorded success');
}

/** The tables and the model tell the same story. */
export function checkModel(snapshot: Snapshot, model: Model): void {
  const taskIds = model.tasks.map((task) => task.id);
  const runs = model.runs.filter((run) => !run.isGone).sort((a, b) => (a.id < b.id ? -1 : 1));
  assertSame(
    snapshot.runs.map((run) => ({
      task: taskIds.indexOf(run.taskId),
      id: run.id,
      path: run.path.join(' > '),
      retryCount: run.retryCount,
      fence: run.fence,
      isDue: run.isFinished || run.isDue,
      logs: run.logs,
    })),
    runs.map((run) => ({
      task: run.task,
      id: run.id,
      path: run.path.join(' > '),
      retryCount: run.retryCount,
      fence: run.fence,
      isDue: isFinalRunStatus(statusOf(run)) || run.isDue,
      logs: run.logs.map(({ status, retryCount, isTold }) => ({ status, retryCount, isTold })),
    })),
    'runs',
  );
  const tasks = model.tasks.filter((task) => !task.isDeleted).sort((a, b) => (a.id < b.id ? -1 : 1));
  assertSame(
    snapshot.tasks,
    tasks.map(({ id, taskStatus, activeRuns, next }) => ({
      id,
      taskStatus,
      activeRuns,
      isPlanned: next !== 'none',
    })),
    'tasks',
  );
}
