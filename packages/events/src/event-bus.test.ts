import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveEvent } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { FaultProxy, until } from '@carillon/testkit';
import pg from 'pg';
import type { EventBus } from './event-bus.js';
import { createEventBus } from './event-bus.js';

const servers = {
  PostgreSQL: process.env.CARILLON_TEST_DATABASE_URL,
  Redis: process.env.CARILLON_TEST_REDIS_URL,
};

/** The n-th state of a run. */
function runEvent(id: string, version = 1): LiveEvent {
  const at = new Date().toISOString();
  return { type: 'run.updated', id, taskId: newId(), status: 'running', version, at };
}

for (const [backend, serverUrl] of Object.entries(servers)) {
  const suite = serverUrl === undefined ? describe.skip : describe;

  suite(`events over ${backend}`, () => {
    let proxy: FaultProxy;
    let prefix: string;
    let errors: Error[];
    const open: EventBus[] = [];

    beforeEach(async () => {
      const target = new URL(serverUrl!);
      proxy = await FaultProxy.start({ targetPort: Number(target.port), targetHost: target.hostname });
      prefix = `test_${randomBytes(6).toString('hex')}`;
      errors = [];
    });

    afterEach(async () => {
      await Promise.all(open.splice(0).map((bus) => bus.close()));
      await proxy.close();
    });

    function openBus(port?: number): EventBus {
      const url = new URL(serverUrl!);
      if (port !== undefined) url.port = String(port);
      const redisUrl = backend === 'Redis' ? url.href : null;
      const onError = (error: Error): void => void errors.push(error);
      const bus = createEventBus({ databaseUrl: url.href, redisUrl, onError, prefix });
      open.push(bus);
      return bus;
    }

    /** A bus that really hears what another one says. */
    async function openListener(speaker: EventBus, port?: number): Promise<LiveEvent[]> {
      const heard: LiveEvent[] = [];
      openBus(port).subscribe((event) => heard.push(event));
      await until(
        () => {
          speaker.publish([runEvent(newId())]);
          return heard.length > 0;
        },
        { what: 'it hears' },
      );
      await until(
        () => {
          const before = heard.length;
          return new Promise<boolean>((resolve) => setTimeout(() => resolve(heard.length === before), 60));
        },
        { what: 'what was sent for trial has arrived' },
      );
      heard.length = 0;
      return heard;
    }

    const runIds = (events: LiveEvent[]): string[] =>
      events.flatMap((event) => (event.type === 'run.updated' ? [event.id] : []));

    test('every process that listens hears every event once, the publishing one too', async () => {
      const speaker = openBus();
      const own: LiveEvent[] = [];
      speaker.subscribe((event) => own.push(event));
      const other = await openListener(speaker);
      own.length = 0;
      const sent = Array.from({ length: 300 }, () => runEvent(newId()));
      speaker.publish(sent);
      await until(() => other.length >= 300 && own.length >= 300, { what: 'all have arrived' });
      expect([other, own]).toEqual([sent, sent]);
      expect(speaker.dropped).toBe(0);
    });

    test('a burst leaves in few messages, and the states of one run as the last of them', async () => {
      const speaker = openBus();
      const heard = await openListener(speaker);
      const id = newId();
      for (let version = 1; version <= 100; version += 1) speaker.publish([runEvent(id, version)]);
      await until(() => heard.length > 0, { what: 'the last state arrived' });
      expect(heard).toMatchObject([{ id, version: 100 }]);
    });

    test('who unsubscribes hears nothing more', async () => {
      const speaker = openBus();
      const gone: LiveEvent[] = [];
      const unsubscribe = speaker.subscribe((event) => gone.push(event));
      const staying = await openListener(speaker);
      unsubscribe();
      gone.length = 0;
      speaker.publish([runEvent(newId())]);
      await until(() => staying.length === 1, { what: 'the other one hears it' });
      expect(gone).toEqual([]);
    });

    test('after an outage it goes on by itself and tells who listens that events were missed', async () => {
      const speaker = openBus(proxy.port);
      const heard = await openListener(speaker, proxy.port);
      await proxy.setMode('cut');
      await until(() => errors.length > 0, { what: 'the loss was noticed' });
      await proxy.setMode('pass');
      await until(() => heard.some(({ type }) => type === 'events.missed'), { what: 'the listener is back' });
      const after = runEvent(newId());
      await until(
        () => {
          speaker.publish([after]);
          return runIds(heard).includes(after.type === 'run.updated' ? after.id : '');
        },
        { what: 'events flow again' },
      );
      expect(errors.length).toBeGreaterThan(0);
    });

    test('in a long outage publishing costs nothing, keeps the newest, counts the others, and says so', async () => {
      const speaker = openBus(proxy.port);
      const heard = await openListener(speaker);
      await proxy.setMode('cut');
      await until(() => errors.length > 0, { what: 'the loss was noticed' });
      const sent = Array.from({ length: 5_000 }, () => runEvent(newId()));
      const startedAt = performance.now();
      for (const event of sent) speaker.publish([event]);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect(speaker.dropped).toBeGreaterThanOrEqual(3_000);
      await proxy.setMode('pass');
      const newest = sent.at(-1)!;
      await until(() => heard.some((event) => 'id' in event && 'id' in newest && event.id === newest.id), {
        what: 'the newest arrived',
      });
      expect(heard.some(({ type }) => type === 'events.missed')).toBe(true);
      expect(runIds(heard).length).toBeLessThanOrEqual(2_000);
    });

    test('a connection that died without a word is found out and replaced', async () => {
      const speaker = openBus();
      const heard = await openListener(speaker, proxy.port);
      const connections = proxy.accepted;
      proxy.intercept = (_chunk, _direction, connection) => (connection <= connections ? 'hold' : 'pass');
      await until(() => heard.some(({ type }) => type === 'events.missed'), {
        what: 'it has connected anew',
      });
      speaker.publish([runEvent(newId())]);
      await until(() => runIds(heard).length === 1, { what: 'it hears again' });
    });

    test('closing sends what waits, and does not wait for a dead server', async () => {
      const speaker = openBus();
      const heard = await openListener(speaker);
      speaker.publish([runEvent(newId())]);
      await speaker.close();
      await until(() => heard.length === 1, { what: 'the last event arrived' });
      const stuck = openBus(proxy.port);
      await openListener(stuck);
      await proxy.setMode('black-hole');
      stuck.publish([runEvent(newId())]);
      const startedAt = performance.now();
      await stuck.close();
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    });
  });
}

const suite = servers.PostgreSQL === undefined ? describe.skip : describe;

suite('events over PostgreSQL', () => {
  test('a message stays below the limit of NOTIFY, whatever alphabet it is in, and what cannot fit is dropped', async () => {
    const databaseUrl = servers.PostgreSQL!;
    const prefix = `test_${randomBytes(6).toString('hex')}`;
    const bus = createEventBus({ databaseUrl, redisUrl: null, onError: () => undefined, prefix });
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const payloads: string[] = [];
    client.on('notification', ({ payload }) => payloads.push(payload!));
    await client.query(`listen ${prefix}_live`);
    const at = new Date().toISOString();
    const presence = (channel: string, name: string): LiveEvent => {
      return { type: 'presence.updated', processId: 'p', channel, participants: [{ id: 'u', name }], at };
    };
    bus.publish([presence('large', 'ü'.repeat(4_000)), presence('small', 'ü')]);
    bus.publish(Array.from({ length: 200 }, (_, index) => presence(`c${index}`, '漢'.repeat(60))));
    await until(() => payloads.join('').split('presence.updated').length === 202, {
      what: 'all that fits arrived',
    });
    expect(bus.dropped).toBe(1);
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.length).toBeLessThan(20);
    await bus.close();
    await client.end();
  });
});
