import type { Scope } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { z } from 'zod';
import { asChange } from '../audit/change.js';
import type { AuditEvent } from '../audit/record-audit.js';
import type { Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import type { UserRole } from '../http/access.js';
import type { Problem } from '../http/problem.js';
import { bugProblem, invalidFields, refusalOfDatabase, toProblem } from '../http/problem.js';
import type { EmittedEvents } from './server-event.js';

/** What a socket is known by. */
export interface Session {
  principal: Principal;
  /** The client's address, behind the proxies that are trusted. */
  ip: string | null;
  /** When the credential was last looked at, epoch milliseconds. */
  checkedAtMs: number;
  /** By name. */
  channels: Set<string>;
}

export type LiveSocket = Socket<DefaultEventsMap, EmittedEvents, DefaultEventsMap, Session>;

/** Something that clients may emit. What none of these names is refused. */
export interface ClientEvent {
  name: string;
  /** The least role that it asks for, and of a narrowed key the scope. */
  role: UserRole;
  scope: Scope;
  /** Checks the input and does the work. */
  act(input: unknown, socket: LiveSocket): Promise<object>;
}

/** What a client gets from its acknowledgement, or, without one, an error as the event `problem`. */
export type Acknowledgement = { ok: true; data: object } | { ok: false; error: Problem };

type Handler<Input> = (input: Input, socket: LiveSocket) => Promise<object> | object;

/** Something that a client may ask for: it changes nothing. */
export function clientEvent<Input>(
  rule: Pick<ClientEvent, 'name' | 'role' | 'scope'>,
  input: z.ZodType<Input>,
  handle: Handler<Input>,
): ClientEvent {
  return { ...rule, act: async (raw, socket) => handle(parse(input, raw), socket) };
}

/** Something that a client may change, and how the audit log tells of it. */
export function clientChange<Input>(
  {
    describe,
    ...rule
  }: Pick<ClientEvent, 'name' | 'role' | 'scope'> & {
    describe: (input: Input) => Pick<AuditEvent, 'action' | 'subject' | 'details'>;
  },
  input: z.ZodType<Input>,
  handle: Handler<Input>,
): ClientEvent {
  return {
    ...rule,
    async act(raw, socket) {
      const parsed = parse(input, raw);
      const { principal, ip } = socket.data;
      return asChange({ principal, ip, requestId: null, ...describe(parsed) }, () => handle(parsed, socket));
    },
  };
}

/** @throws AppError `request.invalid` */
function parse<Input>(schema: z.ZodType<Input>, raw: unknown): Input {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw invalidFields(
    parsed.error.issues.slice(0, 10).map(({ path, message }) => {
      return { path: path.join('.') || 'data', message };
    }),
  );
}

/** @throws AppError for an unknown event, and for one that is not for this caller */
export function permitted(
  events: ReadonlyMap<string, ClientEvent>,
  name: string,
  principal: Principal,
): ClientEvent {
  const event = events.get(name);
  if (event === undefined) throw new AppError('route.not_found', 'There is no such event.');
  if (!mayAct(principal, event.role, event.scope)) {
    throw new AppError('auth.forbidden', `This takes the role ${event.role}.`);
  }
  return event;
}

/** @param onBug gets what was no refusal; nothing of it leaves */
export function problemOf(error: unknown, requestId: string, onBug: (error: unknown) => void): Problem {
  const refusal = error instanceof AppError ? error : refusalOfDatabase(error);
  if (refusal !== null) return toProblem(refusal, requestId);
  onBug(error);
  return bugProblem(requestId);
}
