import { describe, expect, test } from '@jest/globals';
import { Slots } from './slots.js';

describe('slots', () => {
  test('gives what is free, never more than there are', async () => {
    const slots = new Slots(3);
    expect(await slots.take(2)).toBe(2);
    expect(await slots.take(5)).toBe(1);
    expect(slots.used).toBe(3);
  });

  test('lets everybody who waits have a turn when places come free', async () => {
    const slots = new Slots(1);
    await slots.take(1);
    const served: number[] = [];
    const waiting = [1, 2, 3].map(async (name) => {
      await slots.take(1);
      served.push(name);
      slots.release(1);
    });
    slots.release(1);
    await Promise.all(waiting);
    expect(served).toEqual([1, 2, 3]);
    expect(slots.used).toBe(0);
  });

  test('wakes as many as there are places for when many come free at once', async () => {
    const slots = new Slots(4);
    await slots.take(4);
    const waiting = [slots.take(1), slots.take(1), slots.take(2)];
    slots.release(4);
    expect(await Promise.all(waiting)).toEqual([1, 1, 2]);
  });

  test('sends everybody away once closed', async () => {
    const slots = new Slots(1);
    await slots.take(1);
    const waiting = slots.take(1);
    slots.close();
    expect(await waiting).toBe(0);
    slots.release(1);
    expect(await slots.take(1)).toBe(0);
  });
});
