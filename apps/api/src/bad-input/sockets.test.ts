import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { LiveServer } from '../live/live-server.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { countRows } from '../testing/rows.js';
import type { TestSocket } from '../testing/sockets.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

/** Input that an event takes, of each; the walk fails for one that is not named here. */
const samples: Record<string, Record<string, unknown>> = {
  watch: { taskId: null },
  join_channel: { channel: 'general' },
  leave_channel: { channel: 'general' },
  send_message: { channel: 'general', body: 'hello' },
  start_channel: { channel: 'general' },
  stop_channel: { channel: 'general' },
  ping: {},
};

const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

/** Values that no field of any event takes. */
const poisons: [string, unknown][] = [
  ['NUL', 'a\u0000b'],
  ['half a pair', '\ud800'],
  ['a number', 7],
  ['true', true],
  ['a list', ['general']],
  ['an object', { general: true }],
  ['bytes', Buffer.from('general')],
  ['brackets, 500 deep', nested(500)],
  ['a text of 60,000 characters', 'x'.repeat(60_000)],
];

/** In place of the whole input. */
const inputs: [string, unknown][] = [
  ['a number', 7],
  ['a text', 'general'],
  ['a list', []],
  ['true', true],
  ['bytes', Buffer.from('general')],
  ['brackets, 500 deep', nested(500)],
];

const leaks = /node_modules|\.[jt]s:\d|\bat \w+ \(|\bselect .* from\b|\binsert into\b|relation "/i;

describeApi('whatever an event of a socket is sent that it cannot accept', () => {
  let api: TestApi;
  let witness: TestSocket;
  let before: Record<string, number>;
  beforeAll(async () => {
    api = await startTestApi();
    witness = await connectSocket(api);
    before = await countRows(api.database.pool);
  });
  afterEach(async () => {
    expect(await witness.ask('ping')).toMatchObject({ ok: true });
    expect(await countRows(api.database.pool)).toEqual(before);
  });
  afterAll(async () => {
    closeSockets();
    await api.close();
  });

  test('every event that clients may emit has a sample here', () => {
    expect([...api.app.get(LiveServer).clientEvents.keys()]).toEqual(Object.keys(samples));
  });

  /** What is wrong with the answers: nothing, when each is a refusal from which nothing leaks. */
  async function faultsOf(name: string, sent: [string, unknown][]): Promise<string[]> {
    const client = await connectSocket(api);
    const faults: string[] = [];
    for (const [what, input] of sent) {
      const answer = await client.ask(name, input);
      const isRight = !answer.ok && answer.error.code === 'request.invalid';
      const text = JSON.stringify(answer);
      if (!isRight || leaks.test(text)) faults.push(`${what}: ${text.slice(0, 200)}`);
    }
    client.socket.disconnect();
    return faults;
  }

  test.each(Object.keys(samples))('%s: another input altogether', async (name) => {
    expect(await faultsOf(name, inputs)).toEqual([]);
  });

  test.each(Object.keys(samples))('%s: a field that nobody knows beside all that is right', async (name) => {
    const good = JSON.stringify(samples[name]).slice(1, -1);
    const sent = ['aFieldThatNobodyKnows', 'constructor', '__proto__', 'prototype', 'toString'].map(
      (field): [string, unknown] => [
        field,
        JSON.parse(`{${good}${good === '' ? '' : ','}"${field}":{"isAdmin":true}}`),
      ],
    );
    expect(await faultsOf(name, sent)).toEqual([]);
  });

  const withFields = Object.keys(samples).filter((name) => Object.keys(samples[name]!).length > 0);
  test.each(withFields)('%s: a wrong value of any field', async (name) => {
    const sent = Object.keys(samples[name]!).flatMap((field) =>
      poisons.map(([what, poison]): [string, unknown] => [
        `${field}, ${what}`,
        { ...samples[name], [field]: poison },
      ]),
    );
    expect(await faultsOf(name, sent)).toEqual([]);
  });

  test('the id of nothing is refused as the route refuses it', async () => {
    const client = await connectSocket(api);
    const { body } = await api.request.get(`/api/tasks/${unknownId}`);
    const { status, code } = body as { status: number; code: string };
    expect(await client.ask('watch', { taskId: unknownId })).toMatchObject({
      ok: false,
      error: { status, code },
    });
    const channel = await api.request.get('/api/channels/nowhere/messages');
    for (const name of ['join_channel', 'start_channel', 'stop_channel']) {
      expect(await client.ask(name, { channel: 'nowhere' })).toMatchObject({
        ok: false,
        error: { status: channel.status, code: channel.body.code },
      });
    }
  });

  test.each(['constructor', '__proto__', 'toString', 'events.missed', 'a\u0000b', 'x'.repeat(5_000)])(
    'an event by the name of %p',
    async (name) => {
      const client = await connectSocket(api);
      expect(await client.ask(name, {})).toMatchObject({ ok: false, error: { code: 'route.not_found' } });
    },
  );

  test.each([
    '2',
    '2[',
    '2{"a":1}',
    '2[]',
    '2[null]',
    '2["disconnect"]',
    '2["watch"',
    '2["watch",',
    '3[',
    '31[{"ok":true}]',
    '51-["watch",{"_placeholder":true,"num":9}]',
    '5999999999-["watch"]',
    '0{"token":1}',
    '9',
    'no packet at all',
    `2["watch",${'['.repeat(30_000)}`,
    '2/elsewhere,["watch",{}]',
  ])('the frame %p ends its connection at the most', async (frame) => {
    const client = await connectSocket(api);
    client.socket.io.engine.write(frame);
    await until(async () => !client.socket.connected || (await client.ask('ping')).ok, {
      what: 'it was cut, or goes on',
    });
  });
});
