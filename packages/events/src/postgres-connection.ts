import { Socket } from 'node:net';
import pg from 'pg';
import type { BusConnection, BusTransport, ConnectionListeners } from './bus-link.js';

/** PostgreSQL's own limit is 7,999 bytes. */
const payloadBytesMax = 7_900;

/** LISTEN and NOTIFY on one connection, in the database's own scope. */
export function connectPostgres(databaseUrl: string, prefix: string): BusTransport {
  const channel = `${prefix}_live`;
  return { payloadBytesMax, connect: (listeners) => connect(databaseUrl, channel, listeners) };
}

async function connect(
  databaseUrl: string,
  channel: string,
  { onPayload, onLost }: ConnectionListeners,
): Promise<BusConnection> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'carillon events',
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    stream: () => socket,
  });
  client.on('error', onLost);
  client.on('end', () => onLost(new Error('The connection of the event bus to PostgreSQL ended.')));
  client.on('notification', ({ payload }) => payload !== undefined && onPayload(payload));
  try {
    await client.connect();
    // A NOTIFY is a commit, and nothing of it needs to be on the disk.
    await client.query('set synchronous_commit = off');
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return {
    async send(payload) {
      await client.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
    },
    async listen() {
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    },
    async ping() {
      await client.query('select');
    },
    destroy: () => void socket.destroy(),
  };
}
