import type { LiveEvent } from '@carillon/domain';
import type { ClientEvent, LiveSocket } from './client-event.js';
import type { ServerEvent } from './server-event.js';

/** The sockets of this process. */
export interface Sockets {
  /** Once to each socket that is in any of the rooms. */
  emit(rooms: readonly string[], event: ServerEvent, data: object): void;
  hasAny(room: string): boolean;
  in(room: string): LiveSocket[];
}

/** A part of what sockets are for. */
export interface LiveFeature {
  readonly clientEvents: readonly ClientEvent[];
  start(sockets: Sockets): void;
  stop(): void;
  onConnect?(socket: LiveSocket): void;
  /** The socket has left its rooms already. */
  onDisconnect?(socket: LiveSocket): void;
  /** Who it belongs to is called something else by now. */
  onRename?(socket: LiveSocket): void;
  /** From whatever process. */
  onEvent(event: LiveEvent): void;
}
