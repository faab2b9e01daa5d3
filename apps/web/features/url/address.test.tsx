import { beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { addressWith, noteInAddress, settleAddress, valueInAddress, viewOf } from './address';

const address = (): string => window.location.pathname + window.location.search;

beforeEach(() => {
  settleAddress();
  window.history.replaceState({ of: 'the router' }, '', '/tasks?status=failed');
});

describe('the address of a page', () => {
  test('takes values and gives them up, and the others stay', () => {
    expect(addressWith({ row: 'a b' })).toBe('/tasks?status=failed&row=a+b');
    expect(addressWith({ status: null, row: '' })).toBe('/tasks');
  });

  test('has what is noted in short order at last, in the same step of Back', async () => {
    const steps = window.history.length;
    for (const row of ['1', '2', '3']) noteInAddress({ row });
    await until(() => address() === '/tasks?status=failed&row=3', { what: 'the last is written' });
    expect([window.history.length, window.history.state]).toEqual([steps, { of: 'the router' }]);
  });

  test('is asked for with what was noted last', () => {
    noteInAddress({ row: '1' });
    noteInAddress({ row: '2' });
    expect(valueInAddress('row')).toBe('2');
  });

  test('of another page takes nothing that was noted for the one before', () => {
    noteInAddress({ row: '1' });
    noteInAddress({ row: '2' });
    window.history.pushState(null, '', '/runs');
    settleAddress();
    expect(address()).toBe('/runs');
  });
});

test('what a list shows is told apart from where one is in it', () => {
  const params = new URLSearchParams('status=failed&row=1&panel=open&clock=utc&sort=taskName');
  expect(viewOf(params)).toBe('status=failed&sort=taskName');
});
