import type { RunStatus } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';

/** A lane with its open runs. */
export interface Lane {
  name: string;
  concurrencyLimit: number;
  paused: boolean;
  counts: Record<OpenRunStatus, number>;
  createdAt: Date;
  updatedAt: Date;
}

type OpenRunStatus = Extract<RunStatus, 'held' | 'pending' | 'running' | 'retrying' | 'waiting'>;

/** The open runs of all lanes are counted by `task_runs_open_idx`, so that finished ones cost nothing. */
const laneColumns = sql`
  l.name, l.concurrency_limit as "concurrencyLimit", l.paused, l.created_at as "createdAt", l.updated_at as "updatedAt",
  (select jsonb_build_object(
      'held', count(*) filter (where run_status = 'held'), 'pending', count(*) filter (where run_status = 'pending'),
      'running', count(*) filter (where run_status = 'running'), 'retrying', count(*) filter (where run_status = 'retrying'),
      'waiting', count(*) filter (where run_status = 'waiting'))
    from task_runs r where r.finished_at is null and r.lane = l.name) as counts`;

/** Lanes by name, behind the given one. */
export async function listLanes(
  database: Database,
  { limit, after }: { limit: number; after: string | null },
): Promise<Lane[]> {
  const { rows } = await database.query<Lane>(sql`
    select ${laneColumns} from lanes l ${after === null ? empty : sql`where l.name > ${after}`}
    order by l.name limit ${limit}`);
  return rows;
}

export async function findLane(database: Database, name: string): Promise<Lane | null> {
  const { rows } = await database.query<Lane>(sql`select ${laneColumns} from lanes l where l.name = ${name}`);
  return rows[0] ?? null;
}

/** Makes a lane, or changes how many of its runs may be under way. Those that are, go on. */
export async function saveLane(
  database: Database,
  { name, concurrencyLimit }: { name: string; concurrencyLimit: number },
): Promise<void> {
  await database.query(sql`
    insert into lanes (name, concurrency_limit) values (${name}, ${concurrencyLimit})
    on conflict (name) do update set concurrency_limit = excluded.concurrency_limit, updated_at = now()`);
}

/** @returns whether there is such a lane */
export async function setLanePaused(
  database: Database,
  { name, paused }: { name: string; paused: boolean },
): Promise<boolean> {
  const { rowCount } = await database.query(
    sql`update lanes set paused = ${paused}, updated_at = now() where name = ${name}`,
  );
  return rowCount === 1;
}
