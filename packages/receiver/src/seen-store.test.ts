import { beforeEach, describe, expect, test } from '@jest/globals';
import { MemorySeenStore } from './seen-store.js';

let now: number;
beforeEach(() => {
  now = 1_000_000;
});
const makeStore = (idsMax?: number) => new MemorySeenStore({ idsMax, keepMs: 60_000, now: () => now });

describe('An id', () => {
  test('is claimed by one, and by the next when its lease has passed', async () => {
    const store = makeStore();
    expect(await store.claim('id', 'a', 1_000)).toBe('claimed');
    now += 999;
    expect(await store.claim('id', 'b', 1_000)).toBe('in_progress');
    now += 1;
    expect(await store.claim('id', 'b', 1_000)).toBe('claimed');
  });

  test('is held for longer when that is asked', async () => {
    const store = makeStore();
    await store.claim('id', 'a', 1_000);
    now += 900;
    await store.extend('id', 'a', 1_000);
    now += 900;
    expect(await store.claim('id', 'b', 1_000)).toBe('in_progress');
  });

  test('is done until it has been kept long enough', async () => {
    const store = makeStore();
    await store.claim('id', 'a', 1_000);
    await store.finish('id', 'a');
    now += 59_999;
    expect(await store.claim('id', 'b', 1_000)).toBe('done');
    now += 1;
    expect(await store.claim('id', 'b', 1_000)).toBe('claimed');
  });

  test('is free when it is released, be it held or done', async () => {
    const store = makeStore();
    await store.claim('id', 'a', 1_000);
    await store.release('id', 'a');
    expect(await store.claim('id', 'b', 1_000)).toBe('claimed');
    await store.finish('id', 'b');
    await store.release('id', 'b');
    expect(await store.claim('id', 'c', 1_000)).toBe('claimed');
  });

  test('is left alone by whoever has lost it', async () => {
    const store = makeStore();
    await store.claim('id', 'late', 1_000);
    now += 1_000;
    await store.claim('id', 'b', 1_000);
    await store.release('id', 'late');
    await store.finish('id', 'late');
    await store.extend('id', 'late', 0);
    expect(await store.claim('id', 'c', 1_000)).toBe('in_progress');
    await store.finish('id', 'b');
    await store.release('id', 'late');
    expect(await store.claim('id', 'c', 1_000)).toBe('done');
  });
});

describe('A full store', () => {
  test('forgets what was done first', async () => {
    const store = makeStore(3);
    for (const id of ['x', 'y', 'z']) {
      await store.claim(id, 'a', 1_000);
      await store.finish(id, 'a');
    }
    expect(await store.claim('new', 'a', 1_000)).toBe('claimed');
    expect(await store.claim('y', 'b', 1_000)).toBe('done');
    expect(await store.claim('x', 'b', 1_000)).toBe('claimed');
  });

  test('lets nobody in while all that it holds is being handled, and then whoever comes first', async () => {
    const store = makeStore(2);
    await store.claim('x', 'a', 1_000);
    await store.claim('y', 'a', 2_000);
    expect(await store.claim('new', 'a', 1_000)).toBe('in_progress');
    now += 1_000;
    expect(await store.claim('new', 'a', 1_000)).toBe('claimed');
    expect(await store.claim('y', 'b', 1_000)).toBe('in_progress');
  });
});
