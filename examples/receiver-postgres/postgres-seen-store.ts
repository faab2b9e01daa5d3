// Remembers deliveries in PostgreSQL, for receivers of several processes: new Receiver({ secrets, seen: new PostgresSeenStore(pool) }, …)
import type { ClaimResult, SeenStore } from '@carillon/receiver';
import type { Pool } from 'pg';

/** Delete what is past `until` now and then: `delete from seen_deliveries where until < now()`. */
export const createTable = `
  create table if not exists seen_deliveries (
    id text primary key,
    claim text not null,
    done boolean not null default false,
    until timestamptz not null
  )`;

const keepMs = 3 * 86_400_000;

export class PostgresSeenStore implements SeenStore {
  constructor(private readonly pool: Pool) {}

  async claim(id: string, claim: string, leaseMs: number): Promise<ClaimResult> {
    const claimed = await this.pool.query(
      `insert into seen_deliveries (id, claim, until) values ($1, $2, now() + $3 * interval '1 millisecond')
       on conflict (id) do update set claim = excluded.claim, done = false, until = excluded.until
       where seen_deliveries.until <= now()`,
      [id, claim, leaseMs],
    );
    if (claimed.rowCount === 1) return 'claimed';
    const { rows } = await this.pool.query<{ done: boolean }>(
      'select done from seen_deliveries where id = $1',
      [id],
    );
    return rows[0]?.done ? 'done' : 'in_progress';
  }

  async extend(id: string, claim: string, leaseMs: number): Promise<void> {
    await this.#hold(id, claim, { done: false, ms: leaseMs });
  }

  async finish(id: string, claim: string): Promise<void> {
    await this.#hold(id, claim, { done: true, ms: keepMs });
  }

  async release(id: string, claim: string): Promise<void> {
    await this.pool.query('delete from seen_deliveries where id = $1 and claim = $2', [id, claim]);
  }

  async #hold(id: string, claim: string, { done, ms }: { done: boolean; ms: number }): Promise<void> {
    await this.pool.query(
      `update seen_deliveries set done = $3, until = now() + $4 * interval '1 millisecond'
       where id = $1 and claim = $2 and not done`,
      [id, claim, done, ms],
    );
  }
}
