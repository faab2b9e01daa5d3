import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { Server } from 'socket.io';
import type { Tag } from '@/api/api';
import { api, tags } from '@/api/api';
import type { Store } from '@/store';
import { createStore } from '@/store';
import { on, server } from '@/testing/api-server';
import { LiveConnection } from './live-connection';
import { pauseToggled } from './live.slice';

/** The server's side of the socket, as apps/api opens it. */
let http: HttpServer;
let io: Server;
let store: Store;
let connection: LiveConnection;
/** How often each thing was read. */
let reads: { list: number; task: number };
let readsOfViews: number;
/** As much of a browser as the connection asks for; it runs where sockets are real. */
const page = Object.assign(new EventTarget(), { hidden: false });
Object.assign(globalThis, { document: page, window: { location: { origin: 'http://carillon.test' } } });

const probes = api.injectEndpoints({
  endpoints: (build) => ({
    probedList: build.query<unknown, void>({
      query: () => ({ method: 'GET', path: '/api/tasks' }),
      providesTags: [{ type: 'Task', id: 'LIST' }],
    }),
    probedViews: build.query<unknown, void>({
      query: () => ({ method: 'GET', path: '/api/saved-views' }),
      providesTags: ['SavedView'],
    }),
    probedTag: build.query<unknown, Tag>({
      query: (tag) => ({ method: 'GET', path: '/api/lanes', query: { cursor: tag } }),
      providesTags: (_result, _error, tag) => [tag],
    }),
    probedTask: build.query<unknown, string>({
      query: (id) => ({ method: 'GET', path: '/api/tasks/{id}', params: { id } }),
      providesTags: (_result, _error, id) => [{ type: 'Task', id }],
    }),
  }),
});

beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterAll(() => server.close());

beforeEach(async () => {
  http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  io = new Server(http, { path: '/api/socket', cors: { origin: '*' } });
  reads = { list: 0, task: 0 };
  readsOfViews = 0;
  server.use(
    on('GET', '/api/tasks', () => {
      reads.list += 1;
      return { items: [], nextCursor: null };
    }),
    on('GET', '/api/saved-views', () => {
      readsOfViews += 1;
      return { items: [], nextCursor: null };
    }),
    on('GET', '/api/tasks/{id}', () => {
      reads.task += 1;
      return {} as never;
    }),
  );
  page.hidden = false;
  store = createStore();
  connection = new LiveConnection(store, `http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  connection.open();
  await until(() => expect(store.getState().live.state).toBe('connected'), { what: 'it is connected' });
  await Promise.all([
    store.dispatch(probes.endpoints.probedList.initiate()),
    store.dispatch(probes.endpoints.probedTask.initiate('a')),
    store.dispatch(probes.endpoints.probedViews.initiate()),
  ]);
});

afterEach(async () => {
  connection.close();
  store.dispatch(api.util.resetApiState());
  server.resetHandlers();
  await io.close();
});

const tell = (id: string) => io.emit('task.updated', { id, status: 'failed', version: 2, at: '' });
function show(hidden: boolean): void {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
}

test('what an event names is read again, and the lists with it', async () => {
  tell('a');
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
});

test('lanes are read again with the lists: a run that begins or ends changes whose turn is next', async () => {
  let lanes = 0;
  server.use(
    on('GET', '/api/lanes', () => {
      lanes += 1;
      return { items: [], nextCursor: null };
    }),
  );
  await store.dispatch(probes.endpoints.probedTag.initiate('Lane'));
  const toldAt = performance.now();
  io.emit('run.updated', { id: 'r', taskId: 'a', status: 'completed', version: 3, at: '' });
  await until(() => expect(lanes).toBe(2), { what: 'the lanes have followed' });
  expect(performance.now() - toldAt).toBeLessThan(2_000);
});

test('shared views are read again when somebody changes one, within two seconds and without the lists', async () => {
  const toldAt = performance.now();
  io.emit('saved_views.updated', { at: '' });
  await until(() => expect(readsOfViews).toBe(2), { what: 'the navigation has followed' });
  expect(performance.now() - toldAt).toBeLessThan(2_000);
  expect(reads).toEqual({ list: 1, task: 1 });
  tell('a');
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
  expect(readsOfViews).toBe(2);
});

test('a storm of events is a handful of reads, and the last event of it is read', async () => {
  for (let index = 0; index < 300; index += 1) tell(`other ${index}`);
  await until(() => expect(reads.list).toBe(2), { what: 'the page has followed' });
  tell('a');
  await until(() => expect(reads).toEqual({ list: 3, task: 2 }), { what: 'the page has followed' });
});

test('a paused page reads nothing, counts what it missed, and reads all when it goes on', async () => {
  store.dispatch(pauseToggled());
  tell('a');
  tell('b');
  await until(() => expect(store.getState().live.missed).toBe(2), { what: 'the page has followed' });
  expect(reads).toEqual({ list: 1, task: 1 });
  store.dispatch(pauseToggled());
  connection.readAll();
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
});

test('a hidden page reads nothing until it is seen again, then all', async () => {
  show(true);
  const before = store.getState().live.lastHeardAt;
  tell('a');
  await until(() => expect(store.getState().live.lastHeardAt).not.toBe(before), {
    what: 'the page has followed',
  });
  expect(reads).toEqual({ list: 1, task: 1 });
  show(false);
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
});

test('what the server lost while the page was hidden is read when it is seen again', async () => {
  show(true);
  io.emit('events.missed', { at: '' });
  tell('a');
  await until(() => expect(store.getState().live.lastHeardAt).not.toBeNull(), {
    what: 'the page has followed',
  });
  show(false);
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
});

test('after a lost connection all is read again', async () => {
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  await until(() => expect(store.getState().live.state).toBe('reconnecting'), {
    what: 'the page has followed',
  });
  await until(() => expect(store.getState().live.state).toBe('connected'), { what: 'the page has followed' });
  await until(() => expect(reads).toEqual({ list: 2, task: 2 }), { what: 'the page has followed' });
  expect(store.getState().live.reconnects).toBe(1);
});

test('there is nothing that is not read again after a lost connection', async () => {
  const readOf = new Map<string, number>();
  server.use(
    on('GET', '/api/lanes', ({ query }) => {
      const tag = query.get('cursor')!;
      readOf.set(tag, (readOf.get(tag) ?? 0) + 1);
      return { items: [], nextCursor: null };
    }),
  );
  await Promise.all(tags.map((tag) => store.dispatch(probes.endpoints.probedTag.initiate(tag))));
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  await until(
    () => expect(Object.fromEntries(readOf)).toEqual(Object.fromEntries(tags.map((tag) => [tag, 2]))),
    {
      what: 'everything is read again',
    },
  );
});

test('a page that is closed hears nothing any more', async () => {
  connection.close();
  await until(() => expect(io.engine.clientsCount).toBe(0), { what: 'the page has followed' });
  show(true);
  show(false);
  expect(reads).toEqual({ list: 1, task: 1 });
});
