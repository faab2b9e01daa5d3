import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId, runUpdated } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';
import type { TestSocket } from '../testing/sockets.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

describeApi('activity channels', () => {
  let one: TestApi;
  let two: TestApi;
  let operator: TestUser;
  let viewer: TestUser;
  beforeAll(async () => {
    one = await startTestApi();
    two = await startTestApi({}, undefined, one.database);
    [operator, viewer] = [await givenUser(one, 'operator'), await givenUser(one, 'viewer')];
  });
  afterEach(closeSockets);
  afterAll(async () => {
    await two.close();
    await one.close();
  });

  /** The operator on one process and the viewer on the other, both in the channel and heard by both. */
  async function joinBoth(channel = 'general'): Promise<[TestSocket, TestSocket]> {
    const here = await connectSocket(one, operator.accessToken);
    const there = await connectSocket(two, viewer.accessToken);
    expect(await here.ask('join_channel', { channel })).toMatchObject({ ok: true });
    expect(await there.ask('join_channel', { channel })).toMatchObject({ ok: true });
    await until(() => here.of('participant_joined').some(({ participant }) => participant.id === viewer.id), {
      what: 'the other process told who is there',
    });
    return [here, there];
  }

  test('a message reaches everybody in its channel once, by either process, and is kept', async () => {
    const both = await joinBoth();
    const outside = await connectSocket(one, viewer.accessToken);
    const answer = await both[0].ask('send_message', { body: 'Shall we <b>deploy</b>?' });
    expect(answer).toEqual({ ok: true, data: { id: expect.any(String) } });
    for (const client of both) {
      await until(() => client.of('new_message').length > 0, { what: 'it arrived' });
    }
    await sleep(100);
    const { body } = await two.request.get('/api/channels/general/messages?limit=1');
    expect(body.items[0]).toMatchObject({
      channel: 'general',
      author: operator.email,
      body: 'Shall we <b>deploy</b>?',
      taskId: null,
      runId: null,
    });
    for (const client of both) expect(client.of('new_message')).toEqual(body.items);
    expect(outside.of('new_message')).toEqual([]);
  });

  test('whoever is in no channel learns how many messages were posted in which, and how far away the server is', async () => {
    await one.request.post('/api/channels').send({ name: 'noisy' });
    const outside = await connectSocket(two, viewer.accessToken);
    const writer = await connectSocket(one, operator.accessToken);
    for (const body of ['a', 'b', 'c'])
      expect(await writer.ask('send_message', { channel: 'noisy', body })).toMatchObject({ ok: true });
    const counted = () =>
      outside
        .of('channel_activity')
        .filter(({ channel }) => channel === 'noisy')
        .reduce((sum, { messages }) => sum + Number(messages), 0);
    await until(() => counted() >= 3, { what: 'the messages are counted' });
    expect(counted()).toBe(3);
    expect(outside.of('new_message')).toEqual([]);
    expect(await outside.ask('ping')).toEqual({ ok: true, data: { at: expect.any(String) } });
  });

  test('who comes and goes is told to all, once for each person, also across processes', async () => {
    const [here, there] = await joinBoth();
    const status = here.of('channel_status')[0];
    expect(status).toMatchObject({ channel: 'general', isStarted: true });
    const third = await connectSocket(one, viewer.accessToken);
    await third.ask('join_channel');
    await there.ask('leave_channel');
    await sleep(150);
    expect(here.of('participant_left')).toEqual([]);
    third.socket.disconnect();
    await until(() => here.of('participant_left').length > 0, { what: 'it is told' });
    expect(here.of('participant_left')).toEqual([
      { channel: 'general', participant: { id: viewer.id, name: viewer.email } },
    ]);
    expect(
      here.of('participant_joined').filter(({ participant }) => participant.id === viewer.id),
    ).toHaveLength(1);
  });

  test('a new name is seen at once by all who are there, and above what is posted from then on', async () => {
    const [here, there] = await joinBoth();
    await here.ask('send_message', { body: 'before' });
    await two.request
      .patch('/api/auth/me')
      .set(operator.bearer)
      .send({ displayName: 'Ada Lovelace' })
      .expect(200);
    const named = { channel: 'general', participant: { id: operator.id, name: 'Ada Lovelace' } };
    for (const client of [here, there]) {
      await until(
        () => client.of('participant_joined').some(({ participant }) => participant.name === 'Ada Lovelace'),
        { what: 'the name is told' },
      );
      expect(client.of('participant_joined').at(-1)).toEqual(named);
      expect(client.of('participant_left')).toEqual([]);
    }
    await here.ask('send_message', { body: 'after' });
    const { body } = await two.request.get('/api/channels/general/messages?limit=2');
    expect(body.items.map(({ author }: { author: string }) => author)).toEqual([
      'Ada Lovelace',
      operator.email,
    ]);
    await one.request.patch('/api/auth/me').set(operator.bearer).send({ displayName: null }).expect(200);
    await until(() => there.of('participant_joined').at(-1).participant.name === operator.email, {
      what: 'it is told that the name was taken away',
    });
  });

  test('a process that ends takes its people with it at once', async () => {
    const short = await startTestApi({}, undefined, one.database);
    const stays = await connectSocket(one, operator.accessToken);
    await stays.ask('join_channel');
    const goes = await connectSocket(short, viewer.accessToken);
    await goes.ask('join_channel');
    await until(
      () => stays.of('participant_joined').some(({ participant }) => participant.id === viewer.id),
      {
        what: 'it came',
      },
    );
    await short.close();
    await until(() => stays.of('participant_left').length > 0, { what: 'it went' });
    await until(() => !goes.socket.connected, { what: 'its sockets are closed' });
  });

  test('a stopped channel takes no messages until it is started; all learn of both, once', async () => {
    await one.request.post('/api/channels').send({ name: 'deploys' });
    const [here, there] = await joinBoth('deploys');
    expect(await here.ask('stop_channel', { channel: 'deploys' })).toMatchObject({ ok: true });
    await here.ask('stop_channel', { channel: 'deploys' });
    expect(await here.ask('send_message', { channel: 'deploys', body: 'x' })).toMatchObject({
      ok: false,
      error: { status: 409, code: 'channel.conflict' },
    });
    await here.ask('start_channel', { channel: 'deploys' });
    for (const client of [here, there]) {
      await until(() => client.of('channel_started').length > 0, { what: 'it is told' });
      expect(client.of('channel_stopped')).toMatchObject([{ channel: 'deploys' }]);
      expect(client.of('channel_status').slice(1)).toMatchObject([{ isStarted: false }, { isStarted: true }]);
    }
    expect(await here.ask('send_message', { channel: 'deploys', body: 'x' })).toMatchObject({ ok: true });
  });

  test('viewers read and do not write; what is not there is said not to be', async () => {
    const client = await connectSocket(two, viewer.accessToken);
    for (const event of ['send_message', 'start_channel', 'stop_channel']) {
      expect(await client.ask(event, { channel: 'general', body: 'x' })).toMatchObject({
        error: { status: 403, code: 'auth.forbidden' },
      });
    }
    expect(await client.ask('join_channel', { channel: 'nowhere' })).toMatchObject({
      error: { status: 404, code: 'channel.not_found' },
    });
    expect(await client.ask('join_channel', { channel: 'No Name' })).toMatchObject({
      error: { status: 400, code: 'request.invalid', fieldErrors: [{ path: 'channel' }] },
    });
  });

  describe('changes of state', () => {
    test('a run that failed and a task that was paused are posted in general, once by both processes', async () => {
      const both = await joinBoth();
      const { pool } = one.database;
      const task = await insertTask(pool, { taskName: 'Nightly' });
      const finishedAt = new Date().toISOString();
      const run = await insertRun(pool, task, { runStatus: 'failed', retryCount: 2, finishedAt });
      one.events.publish([runUpdated({ id: run.id, taskId: task.id, fence: 3 }, 'failed', finishedAt)]);
      const { body: paused } = await one.request
        .post('/api/tasks')
        .send({ ...plainTask, taskName: 'Weekly' });
      await two.request.post(`/api/tasks/${paused.id}/pause`).send({ reason: 'Holidays' });
      for (const client of both) {
        await until(() => client.of('new_message').length >= 2, { what: 'both messages arrived' });
      }
      await sleep(400);
      for (const client of both) {
        expect(client.of('new_message').sort((a, b) => (a.body < b.body ? -1 : 1))).toMatchObject([
          {
            channel: 'general',
            author: 'carillon',
            level: 'error',
            body: 'A run of “Nightly” failed after 3 attempts.',
            taskId: task.id,
            runId: run.id,
          },
          { level: 'warning', body: '“Weekly” was paused. Holidays', taskId: paused.id, runId: null },
        ]);
      }
      const { rows } = await pool.query('select from messages where task_id = any($1)', [
        [task.id, paused.id],
      ]);
      expect(rows).toHaveLength(2);
    });

    test('what is resumed, and a queue or a lane that is paused, is posted once by both processes', async () => {
      const both = await joinBoth();
      const { pool } = one.database;
      const task = await insertTask(pool, {
        ...{ taskName: 'Hourly', taskSchedule: '0 0 1 1 *', taskStatus: 'paused' as const },
      });
      await one.request.post(`/api/tasks/${task.id}/resume`).expect(200);
      await one.request.put('/api/lanes/press').send({ concurrencyLimit: 1 });
      await two.request.post('/api/lanes/press/pause').expect(200);
      await one.request.post('/api/queue/pause').expect(200);
      const bodiesOf = (client: TestSocket) => client.of('new_message').map(({ body }) => body as string);
      for (const client of both) {
        await until(() => bodiesOf(client).length >= 3, { what: 'the pauses arrived' });
      }
      await two.request.post('/api/queue/resume').expect(200);
      await one.request.post('/api/lanes/press/resume').expect(200);
      for (const client of both) {
        await until(() => bodiesOf(client).length >= 5, { what: 'all arrived' });
      }
      await sleep(400);
      for (const client of both) {
        expect(bodiesOf(client).sort()).toEqual([
          'The lane “press” was paused.',
          'The lane “press” was resumed.',
          'The queue was paused.',
          'The queue was resumed.',
          '“Hourly” was resumed.',
        ]);
      }
    });

    test('what is told of a task is told in its own channel as well, once somebody has made one', async () => {
      const { pool } = one.database;
      const [watched, other] = [await insertTask(pool), await insertTask(pool)];
      await one.request.post('/api/channels').send({ name: `task-${watched.id}` });
      const finishedAt = new Date().toISOString();
      for (const task of [watched, other]) {
        const run = await insertRun(pool, task, { runStatus: 'failed', finishedAt });
        one.events.publish([runUpdated({ id: run.id, taskId: task.id, fence: 1 }, 'failed', finishedAt)]);
      }
      const channelsOf = async ({ id }: { id: string }) =>
        (
          await pool.query<{ channel: string }>(
            'select channel from messages where task_id = $1 order by channel',
            [id],
          )
        ).rows.map(({ channel }) => channel);
      await until(async () => expect(await channelsOf(watched)).toEqual(['general', `task-${watched.id}`]), {
        what: 'it is told in both',
      });
      await until(async () => expect(await channelsOf(other)).toEqual(['general']), { what: 'it is told' });
    });

    test('a task that completes a run after failures has recovered, which is posted once', async () => {
      const both = await joinBoth();
      const { pool } = one.database;
      const task = await insertTask(pool, { taskName: 'Sickly' });
      const end = async (runStatus: 'failed' | 'completed', secondsAgo: number) => {
        const at = new Date(Date.now() - secondsAgo * 1_000).toISOString();
        const run = await insertRun(pool, task, { runStatus, scheduledFor: at, finishedAt: at });
        one.events.publish([runUpdated({ id: run.id, taskId: task.id, fence: 1 }, runStatus, at)]);
        return run;
      };
      const bodiesOf = (client: TestSocket) =>
        client.of('new_message').flatMap((message) => (message.taskId === task.id ? [message] : []));
      await end('failed', 5);
      await end('failed', 4);
      for (const client of both) {
        await until(() => bodiesOf(client).length === 2, { what: 'the failures arrived' });
      }
      const recovery = await end('completed', 3);
      await end('completed', 2);
      for (const client of both) {
        await until(() => bodiesOf(client).length === 3, { what: 'the recovery arrived' });
      }
      await end('completed', 1);
      await sleep(600);
      for (const client of both) {
        expect(bodiesOf(client)).toHaveLength(3);
        expect(bodiesOf(client).at(-1)).toMatchObject({
          ...{ body: '“Sickly” has recovered: a run completed.', runId: recovery.id },
        });
      }
    });

    test('a storm of failures is not posted one by one', async () => {
      const { pool } = one.database;
      const task = await insertTask(pool);
      const finishedAt = new Date().toISOString();
      const runs = [];
      for (let index = 0; index < 150; index += 1) {
        runs.push(await insertRun(pool, task, { id: newId(), runStatus: 'failed', finishedAt }));
      }
      one.events.publish(
        runs.map(({ id }) => runUpdated({ id, taskId: task.id, fence: 1 }, 'failed', finishedAt)),
      );
      const count = async () => {
        const { rows } = await pool.query<{ count: number }>(
          'select count(*)::int from messages where task_id = $1',
          [task.id],
        );
        return rows[0]!.count;
      };
      await until(async () => (await count()) >= 100, { what: 'some are posted' });
      await sleep(500);
      expect(await count()).toBeLessThan(150);
    });
  });
});
