import { describe, expect, test } from '@jest/globals';
import { until } from './until.js';

describe('until', () => {
  test('answers with the first truthy value', async () => {
    let looks = 0;
    const value = await until(() => (++looks === 3 ? 'there' : null), { what: 'it is there', intervalMs: 1 });
    expect(value).toBe('there');
    expect(looks).toBe(3);
  });

  test('waits for an assertion to stop throwing', async () => {
    let looks = 0;
    await until(
      () => {
        looks += 1;
        expect(looks).toBeGreaterThan(2);
      },
      { what: 'three looks', intervalMs: 1 },
    );
    expect(looks).toBe(3);
  });

  test('says at the deadline what was awaited and what went wrong last', async () => {
    const check = (): boolean => {
      throw new Error('no such row');
    };
    await expect(until(check, { what: 'the run completed', timeoutMs: 30, intervalMs: 5 })).rejects.toThrow(
      'Waited 30 ms in vain until the run completed; last error: no such row',
    );
    await expect(until(() => 0, { what: 'a row', timeoutMs: 30, intervalMs: 5 })).rejects.toThrow(
      'until a row; last value: 0',
    );
  });

  test('is not held past its deadline by a check that never settles', async () => {
    const startedAt = performance.now();
    const never = new Promise<boolean>(() => undefined);
    await expect(until(() => never, { what: 'an answer', timeoutMs: 50 })).rejects.toThrow('until an answer');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
