import type { CircuitState } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { Page, PageRequest } from './list-page.js';
import { byTime, readPage } from './list-page.js';

/**
 * The hosts that are left alone for a while, shared by all listeners. There is a row for each host whose circuit is not
 * closed. All times are the database's; every row is found by its key.
 */
export interface HostPause {
  host: string;
  /** The error code that brought it about. */
  reason: string;
  pauseMs: number;
}

/** Opens circuits, or prolongs the pause of those that are open. Whoever holds a probe there loses it. */
export async function openHosts(database: Database, pauses: HostPause[]): Promise<void> {
  if (pauses.length === 0) return;
  await database.query({
    text: `insert into delivery_hosts as h (host, reason, blocked_until)
           select host, reason, now() + pause_ms * interval '1 millisecond'
           from unnest($1::text[], $2::text[], $3::float8[]) as u(host, reason, pause_ms) order by host
           on conflict (host) do update set reason = excluded.reason, blocked_until = excluded.blocked_until,
             probe_by = null, probe_until = null
           where h.blocked_until < excluded.blocked_until`,
    values: columnsOf(pauses),
  });
}

/** Opens the circuits again whose probes this worker holds: the hosts are not back. */
export async function failProbes(database: Database, workerId: string, pauses: HostPause[]): Promise<void> {
  if (pauses.length === 0) return;
  await database.query({
    text: `update delivery_hosts h set reason = x.reason, opened_count = h.opened_count + 1,
             blocked_until = now() + x.pause_ms * interval '1 millisecond', probe_by = null, probe_until = null
           from unnest($1::text[], $2::text[], $3::float8[]) as x(host, reason, pause_ms)
           where h.host = x.host and h.probe_by = $4`,
    values: [...columnsOf(pauses), workerId],
  });
}

function columnsOf(pauses: HostPause[]): unknown[] {
  return [
    pauses.map(({ host }) => host),
    pauses.map(({ reason }) => reason),
    pauses.map(({ pauseMs }) => pauseMs),
  ];
}

/** Closes the circuits whose probes this worker holds: the hosts are back. */
export async function passProbes(database: Database, workerId: string, hosts: string[]): Promise<void> {
  if (hosts.length === 0) return;
  await database.query({
    text: 'delete from delivery_hosts where host = any($1::text[]) and probe_by = $2',
    values: [hosts, workerId],
  });
}

/** Gives probes of this worker back that told nothing. */
export async function giveBackProbes(database: Database, workerId: string, hosts: string[]): Promise<void> {
  if (hosts.length === 0) return;
  await database.query({
    text: `update delivery_hosts set probe_by = null, probe_until = null
           where host = any($1::text[]) and probe_by = $2`,
    values: [hosts, workerId],
  });
}

/**
 * Takes the probes of hosts whose pause is over and that nobody else probes, and prolongs those that the worker holds.
 * A probe of a worker that died is free when its lease ends.
 *
 * @returns the hosts whose probes the worker holds now
 */
export async function takeProbes(
  database: Database,
  { workerId, hosts, leaseMs }: { workerId: string; hosts: string[]; leaseMs: number },
): Promise<Set<string>> {
  if (hosts.length === 0) return new Set();
  const { rows } = await database.query<{ host: string }>({
    text: `update delivery_hosts set probe_by = $2, probe_until = now() + $3 * interval '1 millisecond'
           where host = any($1::text[]) and blocked_until <= now()
             and (probe_by is null or probe_by = $2 or probe_until < now())
           returning host`,
    values: [hosts, workerId, leaseMs],
  });
  return new Set(rows.map(({ host }) => host));
}

/** A host as a listener has to know it. */
export interface BlockedHost {
  host: string;
  openedCount: number;
  /** Milliseconds until its pause is over; less than 0: it is. */
  waitMs: number;
  probeBy: string | null;
}

/** More hosts than this are not looked at: the rest is asked as if nothing were known of it. */
const blockedHostsMax = 10_000;

/** Every host whose circuit is not closed. */
export async function listBlockedHosts(database: Database): Promise<BlockedHost[]> {
  const { rows } = await database.query<BlockedHost>({
    name: 'list_blocked_hosts',
    text: `select host, opened_count as "openedCount", probe_by as "probeBy",
             extract(epoch from blocked_until - now())::float8 * 1000 as "waitMs"
           from delivery_hosts order by host limit ${blockedHostsMax}`,
  });
  return rows;
}

/** A host whose circuit is not closed, as the API shows it. */
export interface HostCircuit {
  host: string;
  state: CircuitState;
  reason: string;
  openedAt: string;
  openedCount: number;
  blockedUntil: string;
}

const hostOrders = { host: null, openedAt: byTime('opened_at'), blockedUntil: byTime('blocked_until') };
export type HostSort = keyof typeof hostOrders;

/** Hosts whose circuits are not closed. */
export async function listHostCircuits(
  database: Database,
  request: PageRequest<HostSort>,
): Promise<Page<HostCircuit>> {
  const source = {
    columns: sql`
      host, case when blocked_until > now() then 'open' else 'half_open' end as state, reason, opened_at,
      opened_count, blocked_until`,
    from: sql`delivery_hosts`,
    key: { column: 'host', type: 'text' as const },
    orders: hostOrders,
  };
  return readPage(database, source, request);
}

/** How many hosts have a circuit that is not closed. */
export async function countHostCircuits(database: Database): Promise<number> {
  const { rows } = await database.query<{ count: number }>({
    text: 'select count(*)::int as count from delivery_hosts',
  });
  return rows[0]!.count;
}

/** Closes a circuit by hand. A probe that is under way decides nothing any more. */
export async function closeHost(database: Database, host: string): Promise<void> {
  await database.query({ text: 'delete from delivery_hosts where host = $1', values: [host] });
}
