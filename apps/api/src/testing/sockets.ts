import { until } from '@carillon/testkit';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { Acknowledgement } from '../live/client-event.js';
import type { TestApi } from './api.js';

/** As bodies of answers are in tests: what is asserted is their shape. */
type Untyped = ReturnType<JSON['parse']>;

export interface TestSocket {
  socket: Socket;
  /** Everything that the server sent, in order. */
  received: { event: string; data: Untyped }[];
  /** What it sent under one name. */
  of(event: string): Untyped[];
  /** Emits and waits for the acknowledgement. */
  ask(event: string, data?: unknown): Promise<Acknowledgement>;
}

type Options = Partial<ManagerOptions & SocketOptions>;

const opened: Socket[] = [];

/** A client that may not be connected yet, or may never be. */
export function openSocket({ url }: Pick<TestApi, 'url'>, options: Options = {}): TestSocket {
  const socket = io(url, {
    path: '/api/socket',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  opened.push(socket);
  const received: TestSocket['received'] = [];
  socket.onAny((event: string, data: unknown) => received.push({ event, data }));
  return {
    socket,
    received,
    of: (name) => received.flatMap(({ event, data }) => (event === name ? [data] : [])),
    ask: (event, data = {}) => socket.timeout(5_000).emitWithAck(event, data) as Promise<Acknowledgement>,
  };
}

/** A connected client with this token, or, without one, of this machine. */
export async function connectSocket(
  api: Pick<TestApi, 'url'>,
  token?: string,
  options: Options = {},
): Promise<TestSocket> {
  const client = openSocket(api, { ...(token === undefined ? {} : { auth: { token } }), ...options });
  let refusal: Error | null = null;
  client.socket.on('connect_error', (error) => (refusal = error));
  await until(
    () => {
      if (refusal !== null) throw new Error('refused', { cause: refusal });
      return client.socket.connected;
    },
    { what: 'the socket is connected' },
  );
  return client;
}

/** Why the server refused it: the problem, or the text of the transport's error. */
export async function refusalOf({ socket }: TestSocket): Promise<Untyped> {
  const error = await new Promise<Error & { data?: unknown }>((resolve, reject) => {
    socket.on('connect_error', resolve);
    socket.on('connect', () => reject(new Error('it was let in')));
  });
  return error.data ?? error.message;
}

export function closeSockets(): void {
  for (const socket of opened.splice(0)) socket.disconnect();
}
