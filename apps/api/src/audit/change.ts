/**
 * What somebody is doing, from the door through which they came (REST, GraphQL, a socket, a bulk operation) to the
 * transaction that does it: there the entry of the audit log is written, so that either both are there or neither is.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Pool } from '@carillon/db';
import { inTransaction } from '@carillon/db';
import type { RequestHandler } from 'express';
import type { AuditEvent } from './record-audit.js';
import { recordAudit } from './record-audit.js';

interface Change {
  /** Null: nobody has said yet what it is, and nothing goes on record. */
  event: AuditEvent | null;
  isOnRecord: boolean;
}

const storage = new AsyncLocalStorage<Change>();

/** Does the work, and whatever follows from it, as what the event says: its first change writes the entry. */
export function asChange<T>(event: AuditEvent, work: () => T): T {
  return storage.run({ event, isOnRecord: false }, work);
}

/** Middleware: does what follows as a change of which only its handler tells what it is, with `nameChange`. */
export const expectChange: RequestHandler = (request, _response, next) => {
  if (changesNothing(request)) next();
  else storage.run({ event: null, isOnRecord: false }, next);
};

/** Says what the request changes that is being handled. */
export function nameChange(event: AuditEvent): void {
  const change = storage.getStore();
  if (change === undefined) throw new TypeError('No request is being handled that changes something.');
  change.event = event;
}

export function changesNothing({ method }: { method: string }): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Adds to what the entry will tell, where only the work knows it. */
export function noteDetails(details: Record<string, unknown>): void {
  const event = unrecordedEvent();
  if (event !== null) event.details = { ...event.details, ...details };
}

/** Who is doing it, told from all others; empty where it is done by itself. */
export function callerOfChange(): string {
  const { kind, id } = { ...storage.getStore()?.event?.principal };
  return kind === undefined || id === undefined ? '' : `${kind} ${id}`;
}

/** The outcome of a transaction that found nothing to change: there is nothing to put on record. */
export class Unchanged<T> {
  /** Private, or whatever has an outcome would pass for one of these. */
  readonly #outcome: T;

  constructor(outcome: T) {
    this.#outcome = outcome;
  }

  get outcome(): T {
    return this.#outcome;
  }
}

/** What an action on many was done with: with none, it has changed nothing. */
export function unlessNone<Item>(items: Item[]): Item[] | Unchanged<Item[]> {
  return items.length === 0 ? new Unchanged(items) : items;
}

/**
 * Changes something in one transaction, together with the audit entry of what is being done. Nothing is written for
 * what nobody does (a receiver reports on its run), for `Unchanged`, and for what follows from a change that is on
 * record already: an action in several transactions has one entry, in the first of them.
 *
 * @param work may run again after a deadlock, as with `inTransaction`
 * @param idOf what was changed, by the outcome, where the request does not name it
 */
export async function inChange<T>(
  pool: Pool,
  work: (transaction: Database) => Promise<T | Unchanged<T>>,
  idOf: (outcome: T) => string | null = idIn,
): Promise<T> {
  const event = unrecordedEvent();
  let isWritten = false;
  const result = await inTransaction(pool, async (transaction) => {
    const done = await work(transaction);
    isWritten = event !== null && !(done instanceof Unchanged);
    if (isWritten) await record(transaction, event!, () => idOf(done as T));
    return done;
  });
  if (isWritten) storage.getStore()!.isOnRecord = true;
  return result instanceof Unchanged ? result.outcome : result;
}

/**
 * As `inChange`, for what no transaction of ours holds but is done within moments: the entry is written before it and
 * committed after it. Only a death between the two leaves a change without its entry.
 */
export function aroundChange<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  const event = unrecordedEvent();
  if (event === null) return work();
  return inTransaction(pool, async (transaction) => {
    await record(transaction, event, () => null);
    return work();
  });
}

/** Puts what is about to be done on record, where it takes too long to keep a transaction open for it. */
export function beforeChange(pool: Pool): Promise<void> {
  return inChange(pool, () => Promise.resolve());
}

/** What is being done, unless it is on record already. */
function unrecordedEvent(): AuditEvent | null {
  const change = storage.getStore();
  return change === undefined || change.isOnRecord ? null : change.event;
}

function record(transaction: Database, event: AuditEvent, findId: () => string | null): Promise<void> {
  const { type, id } = event.subject;
  return recordAudit(transaction, { ...event, subject: { type, id: id ?? findId() } });
}

/** What an outcome is called: by its id, or else by its name. */
export function idIn(outcome: unknown): string | null {
  const { id, name } = { ...(outcome as { id?: unknown; name?: unknown } | null | undefined) };
  return [id, name].find((value): value is string => typeof value === 'string') ?? null;
}
