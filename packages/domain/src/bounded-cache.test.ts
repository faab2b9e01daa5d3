import { describe, expect, test } from '@jest/globals';
import { BoundedCache } from './bounded-cache.js';

describe('BoundedCache', () => {
  test('makes a value once, null included', () => {
    const cache = new BoundedCache<string, null>(2);
    let made = 0;
    const make = (): null => {
      made += 1;
      return null;
    };
    expect([cache.getOrMake('a', make), cache.getOrMake('a', make), made]).toEqual([null, null, 1]);
  });

  test('forgets the entry used longest ago and never holds more than its size', () => {
    const cache = new BoundedCache<string, number>(2);
    cache.getOrMake('a', () => 1);
    cache.getOrMake('b', () => 1);
    cache.getOrMake('a', () => 2);
    cache.getOrMake('c', () => 1);
    expect(cache.size).toBe(2);
    expect(cache.getOrMake('a', () => 2)).toBe(1);
    expect(cache.getOrMake('b', () => 2)).toBe(2);
  });

  test('does not remember a failure', () => {
    const cache = new BoundedCache<string, number>(2);
    const fail = (): number => {
      throw new Error('no');
    };
    expect(() => cache.getOrMake('a', fail)).toThrow('no');
    expect(cache.getOrMake('a', () => 3)).toBe(3);
  });

  test('tells of each value that leaves, by age or all at once', () => {
    const left: number[] = [];
    const cache = new BoundedCache<string, number>(2, (value) => left.push(value));
    for (const value of [1, 2, 3]) cache.getOrMake(String(value), () => value);
    expect(left).toEqual([1]);
    cache.clear();
    expect([left, cache.size]).toEqual([[1, 2, 3], 0]);
  });
});
