import type { LiveEvent } from '@carillon/domain';
import { Injectable } from '@nestjs/common';
import type { LiveSocket } from './client-event.js';
import type { LiveFeature, Sockets } from './live-feature.js';
import { mayHear } from './server-event.js';

const room = 'lists';

/** Tells everybody who may read them that shared views or blackout windows have changed; which, they read. */
@Injectable()
export class ListFeed implements LiveFeature {
  readonly clientEvents = [];
  #sockets: Sockets | null = null;

  start(sockets: Sockets): void {
    this.#sockets = sockets;
  }

  stop(): void {
    this.#sockets = null;
  }

  onConnect(socket: LiveSocket): void {
    const { principal } = socket.data;
    if (mayHear(principal, 'saved_views.updated') && mayHear(principal, 'blackouts.updated')) {
      void socket.join(room);
    }
  }

  onEvent({ type, at }: LiveEvent): void {
    if (type === 'saved_views.updated' || type === 'blackouts.updated') {
      this.#sockets?.emit([room], type, { at });
    }
  }
}
