import type { Scope } from '@carillon/domain';
import type { Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';

/**
 * Everything that the server emits, and the scope that a narrowed key needs to hear it: that of the route which answers
 * the same. Null: whoever is connected hears it, as it tells of nothing but the connection itself.
 */
export const serverEvents = {
  'task.updated': 'tasks:read',
  'run.updated': 'runs:read',
  'queue.updated': 'tasks:read',
  'saved_views.updated': 'tasks:read',
  'blackouts.updated': 'tasks:read',
  'events.missed': null,
  problem: null,
  channel_activity: 'runs:read',
  channel_status: 'runs:read',
  channel_started: 'runs:read',
  channel_stopped: 'runs:read',
  new_message: 'runs:read',
  participant_joined: 'runs:read',
  participant_left: 'runs:read',
} as const satisfies Record<string, Scope | null>;

export type ServerEvent = keyof typeof serverEvents;

/** For Socket.IO: nothing else can be emitted. */
export type EmittedEvents = Record<ServerEvent, (data: object) => void>;

/** Whether somebody may be put into a room in which this event is told. */
export function mayHear(principal: Principal, event: ServerEvent): boolean {
  return mayAct(principal, 'viewer', serverEvents[event] ?? undefined);
}
