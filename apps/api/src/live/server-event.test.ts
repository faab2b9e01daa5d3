import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId, runUpdated, scopes } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { givenApiKey } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import type { TestSocket } from '../testing/sockets.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';
import type { ServerEvent } from './server-event.js';
import { serverEvents } from './server-event.js';

describeApi('what the server emits', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterEach(closeSockets);
  afterAll(() => api.close());

  /** Lets the server emit all that it ever does, as far as somebody may hear it. */
  async function causeEverything(everybody: TestSocket[]): Promise<void> {
    const admin = await connectSocket(api, (await givenApiKey(api)).text);
    await Promise.all(everybody.map((client) => client.ask('join_channel')));
    for (const { socket } of everybody) socket.emit('an event that nobody knows');
    const at = new Date().toISOString();
    api.events.publish([
      { type: 'task.updated', id: newId(), status: 'ready', version: 1, at },
      runUpdated({ id: newId(), taskId: newId(), fence: 1 }, 'running', at),
      { type: 'queue.updated', at },
      { type: 'saved_views.updated', at },
      { type: 'blackouts.updated', at },
      { type: 'events.missed', at },
    ]);
    await admin.ask('join_channel');
    await admin.ask('send_message', { body: 'hear me' });
    await admin.ask('stop_channel');
    // Of changes that follow each other at once the last is told.
    await until(() => admin.of('channel_stopped').length > 0, { what: 'the channel is told to be stopped' });
    await admin.ask('start_channel');
    await admin.ask('leave_channel');
  }

  const heardBy = ({ received }: TestSocket) => [...new Set(received.map(({ event }) => event))].sort();

  test('a narrowed key hears exactly what its scope opens, and there is nothing that has no rule', async () => {
    const connect = async (scope: (typeof scopes)[number] | null) => {
      return connectSocket(api, (await givenApiKey(api, { role: 'viewer', scopes: scope && [scope] })).text);
    };
    const wide = await connect(null);
    const narrow = await Promise.all(scopes.map(async (scope) => ({ scope, client: await connect(scope) })));
    await causeEverything([wide, ...narrow.map(({ client }) => client)]);
    await until(() => heardBy(wide).length >= Object.keys(serverEvents).length, {
      what: 'whoever may hear everything does',
    });
    expect(heardBy(wide)).toEqual(Object.keys(serverEvents).sort());
    const heardWith = (scope: string) =>
      (Object.keys(serverEvents) as ServerEvent[])
        .filter((event) => [null, scope].includes(serverEvents[event]))
        .sort();
    for (const { scope, client } of narrow) {
      await until(() => heardBy(client).length >= heardWith(scope).length, {
        what: `${scope} hears its own`,
      });
      expect([scope, heardBy(client)]).toEqual([scope, heardWith(scope)]);
    }
  });
});
