import { isIP } from 'node:net';
import type { Database } from '@carillon/db';
import { hasAuditEntry, insertAuditEntry } from '@carillon/db';
import { ExactNumber, newId, parseJson, redactJsonText, writeJson } from '@carillon/domain';
import type { Principal } from '../auth/principal.js';
import { storable } from '../http/text.js';

/** Something that somebody did, for the audit log. */
export interface AuditEvent {
  /** Null: nobody that is known, as with a sign-in that fails. */
  principal: (Pick<Principal, 'name'> & Partial<Pick<Principal, 'kind' | 'id'>>) | null;
  /** As the operation is called in the OpenAPI document or the GraphQL schema: `createTask`. */
  action: string;
  /** `{ type: 'tasks', id }`. */
  subject: { type: string; id: string | null };
  /** Secrets are masked here, by the names of their keys. */
  details?: Record<string, unknown>;
  /** The caller's address. */
  ip: string | null;
  requestId: string | null;
}

/** Longer values are left out: the log tells what was done, not what was sent. */
const valueLengthMax = 2_000;

/** Adds to the audit log, in the transaction of what the event tells of. */
export async function recordAudit(database: Database, event: AuditEvent): Promise<void> {
  await insertAuditEntry(database, {
    id: newId(),
    actor: event.principal?.name ?? 'unknown',
    action: event.action,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    details: mask(event.details ?? {}),
    ipAddress: storableAddress(event.ip),
    requestId: event.requestId,
  });
}

/** Whether the same was told of the subject and the address within so many milliseconds, by whatever process. */
export function isOnRecord(
  database: Database,
  { action, subject, ip }: Pick<AuditEvent, 'action' | 'subject' | 'ip'>,
  withinMs: number,
): Promise<boolean> {
  const { type: subjectType, id: subjectId } = subject;
  return hasAuditEntry(database, {
    action,
    subjectType,
    subjectId,
    ipAddress: storableAddress(ip),
    withinMs,
  });
}

/** Without a zone; null for what a proxy has forwarded that is no address. An entry that cannot be stored would undo the change. */
function storableAddress(ip: string | null): string | null {
  const address = ip?.replace(/%.*$/, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

function mask(details: Record<string, unknown>): Record<string, unknown> {
  return shorten(parseJson(redactJsonText(writeJson(storableValue(details)))) as Record<string, unknown>);
}

/** Names too: those of the items of a batch are anybody's, and so are those of a payload. */
function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ExactNumber || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(storableValue);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), storableValue(item)]));
}

function shorten(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      // Settings are told one by one, and each is left out by itself.
      if (key === 'before' && typeof value === 'object' && value !== null) {
        return [key, shorten(value as Record<string, unknown>)];
      }
      const length = writeJson(value).length;
      return [key, length > valueLengthMax ? `[${length} characters]` : value];
    }),
  );
}
