import { isIP } from 'node:net';
import type { Database } from '@carillon/db';
import { insertAuditEntry } from '@carillon/db';
import { newId, redactJsonText } from '@carillon/domain';
import type { Principal } from '../auth/principal.js';

/** Something that somebody did, for the audit log. */
export interface AuditEvent {
  /** Null: nobody that is known, as with a sign-in that fails. */
  principal: Pick<Principal, 'name'> | null;
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

/** Without a zone; null for what a proxy has forwarded that is no address. An entry that cannot be stored would undo the change. */
function storableAddress(ip: string | null): string | null {
  const address = ip?.replace(/%.*$/, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

function mask(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details, (_, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  );
  return shorten(JSON.parse(redactJsonText(text)) as Record<string, unknown>);
}

/** PostgreSQL stores neither NUL characters nor halves of surrogate pairs. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}

function shorten(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      const length = JSON.stringify(value)?.length ?? 0;
      return [key, length > valueLengthMax ? `[${length} characters]` : value];
    }),
  );
}
