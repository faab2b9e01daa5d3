import type { Database } from './connect.js';

export interface Worker {
  id: string;
  kind: 'publisher' | 'listener';
  host: string;
  pid: number;
  version: string;
  concurrency: number;
}

/** Says that a worker lives; the first call registers it. */
export async function reportHeartbeat(database: Database, worker: Worker): Promise<void> {
  await database.query({
    name: 'report_heartbeat',
    text: `insert into workers (id, kind, host, pid, version, concurrency) values ($1, $2, $3, $4, $5, $6)
           on conflict (id) do update set heartbeat_at = now()`,
    values: [worker.id, worker.kind, worker.host, worker.pid, worker.version, worker.concurrency],
  });
}

/** Removes a worker that has finished all of its work. */
export async function removeWorker(database: Database, workerId: string): Promise<void> {
  await database.query({ text: 'delete from workers where id = $1', values: [workerId] });
}

/** Declares a worker dead, so that the next rescue takes its open runs back without waiting for its silence. */
export async function declareWorkerDead(database: Database, workerId: string): Promise<void> {
  await database.query({
    text: `update workers set heartbeat_at = '-infinity' where id = $1`,
    values: [workerId],
  });
}

/** Forgets workers that have been silent for a day: no lease of theirs can be open. */
export async function forgetDeadWorkers(database: Database): Promise<void> {
  await database.query(`delete from workers where heartbeat_at < now() - interval '1 day'`);
}
