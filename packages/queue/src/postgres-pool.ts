import { once } from 'node:events';
import { Socket } from 'node:net';
import { Pool } from 'pg';
import { settled } from './deadline.js';
import { postgresOptions } from './postgres-options.js';

export interface PostgresPool {
  /** What BullMQ's constructors take. Each worker keeps one connection of it for its `LISTEN`. */
  readonly pool: Pool;
  /** Ends all connections, within about a second whatever the server does. Never rejects. */
  close(): Promise<void>;
}

const graceMs = 500;

/** Connects when asked to; every error of a connection goes to the listener or to whoever uses the connection. */
export function openPostgresPool(
  databaseUrl: string,
  max: number,
  onError: (error: unknown) => void,
): PostgresPool {
  const sockets = new Set<Socket>();
  let closed = false;

  const openSocket = (): Socket => {
    const socket = new Socket();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A connection that was on its way when the pool was closed: nobody would end it.
    if (closed) socket.once('connect', () => socket.destroy());
    return socket;
  };

  const pool = new Pool({ ...postgresOptions(databaseUrl, max), stream: openSocket });
  pool.on('error', onError);
  // BullMQ takes connections out of the pool without listening to them, and takes all listeners off those that it
  // gives back; an error that nobody listens to would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));

  return {
    pool,
    async close() {
      const ended = [...sockets].map((socket) => once(socket, 'close'));
      await settled(Promise.all([pool.end(), ...ended]), graceMs);
      closed = true;
      // A dead server answers no farewell, and its connections would keep the process alive.
      for (const socket of sockets) socket.destroy();
    },
  };
}
