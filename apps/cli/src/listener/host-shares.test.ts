import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { HostShares } from './host-shares.js';

const beginAll = (hosts: HostShares, name: string): number => {
  let begun = 0;
  while (hosts.tryBegin(name)) begun += 1;
  return begun;
};
const answer = (hosts: HostShares, name: string, times: number): void => {
  for (let index = 0; index < times; index += 1) {
    hosts.tryBegin(name);
    hosts.end(name, true);
  }
};

describe('the shares of hosts', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  test('a host that has the listener for itself may use every slot once it has answered', () => {
    const hosts = new HostShares({ slots: 50, hostConcurrency: null });
    answer(hosts, 'a:80', 1);
    expect(beginAll(hosts, 'a:80')).toBe(50);
  });

  test('a host that never answers leaves a fifth of the slots, though nobody else was known', () => {
    const hosts = new HostShares({ slots: 50, hostConcurrency: null });
    expect(beginAll(hosts, 'black-hole:80')).toBe(40);
  });

  test('a small listener keeps nothing back from its only host', () => {
    expect(beginAll(new HostShares({ slots: 5, hostConcurrency: null }), 'a:80')).toBe(5);
  });

  test('among several, a new host gets a quarter, and those that have proved nothing share a half, beyond a first try', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: null });
    hosts.meet(['a:80', 'b:80', 'c:80']);
    expect(beginAll(hosts, 'a:80')).toBe(10);
    expect(beginAll(hosts, 'b:80')).toBe(10);
    expect(beginAll(hosts, 'c:80')).toBe(1);
  });

  test('a host that answers grows up to four fifths', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: null });
    hosts.meet(['a:80', 'b:80']);
    answer(hosts, 'a:80', 100);
    expect(beginAll(hosts, 'a:80')).toBe(32);
    expect(beginAll(hosts, 'b:80')).toBe(10);
  });

  test('a host that falls silent shrinks with every attempt, down to one', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: null });
    hosts.meet(['a:80', 'b:80']);
    answer(hosts, 'a:80', 100);
    expect(beginAll(hosts, 'a:80')).toBe(32);
    for (let index = 0; index < 32; index += 1) hosts.end('a:80', false);
    expect(beginAll(hosts, 'a:80')).toBe(1);
  });

  test('a host that holds slots and says nothing gets no more than at the start', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: null });
    hosts.meet(['a:80', 'b:80']);
    answer(hosts, 'a:80', 100);
    for (let index = 0; index < 10; index += 1) hosts.tryBegin('a:80');
    expect(hosts.room('a:80')).toBe(22);
    jest.advanceTimersByTime(3_000);
    expect(hosts.room('a:80')).toBe(0);
    hosts.end('a:80', true);
    expect(hosts.room('a:80')).toBe(23);
  });

  test('a fixed limit holds, however well the host answers', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: 3 });
    answer(hosts, 'a:80', 100);
    expect(beginAll(hosts, 'a:80')).toBe(3);
    hosts.meet(['b:80']);
    answer(hosts, 'b:80', 100);
    expect(beginAll(hosts, 'b:80')).toBe(3);
  });

  test('what was begun and never sent is given back', () => {
    const hosts = new HostShares({ slots: 1, hostConcurrency: null });
    expect(hosts.tryBegin('a:80')).toBe(true);
    expect(hosts.tryBegin('a:80')).toBe(false);
    hosts.cancel('a:80');
    expect(hosts.tryBegin('a:80')).toBe(true);
  });

  test('hosts are forgotten when there are very many, unless they hold slots', () => {
    const hosts = new HostShares({ slots: 40, hostConcurrency: null });
    hosts.meet(['held:80', 'other:80']);
    const held = beginAll(hosts, 'held:80');
    for (let index = 0; index < 3_000; index += 1) answer(hosts, `host-${index}:80`, 1);
    expect(hosts.room('held:80')).toBe(0);
    for (let index = 0; index < held; index += 1) hosts.end('held:80', true);
    expect(hosts.room('held:80')).toBeGreaterThan(0);
  });

  test('a host that is back begins with one slot, alone or not, and gains one with each answer', () => {
    const hosts = new HostShares({ slots: 50, hostConcurrency: null });
    answer(hosts, 'a:80', 60);
    hosts.easeIn('a:80');
    expect(beginAll(hosts, 'a:80')).toBe(1);
    hosts.end('a:80', true);
    expect(beginAll(hosts, 'a:80')).toBe(2);
    hosts.end('a:80', false);
    expect(beginAll(hosts, 'a:80')).toBe(0);
  });

  test('a host that is back may use every slot again when it has regained its share', () => {
    const hosts = new HostShares({ slots: 50, hostConcurrency: null });
    hosts.easeIn('a:80');
    answer(hosts, 'a:80', 38);
    expect(hosts.room('a:80')).toBe(39);
    answer(hosts, 'a:80', 1);
    expect(hosts.room('a:80')).toBe(50);
  });

  test('an attempt that has to begin takes a slot beyond the share of its host', () => {
    const hosts = new HostShares({ slots: 50, hostConcurrency: null });
    hosts.easeIn('a:80');
    hosts.begin('a:80');
    hosts.begin('a:80');
    expect(hosts.room('a:80')).toBe(0);
    hosts.end('a:80', true);
    expect(hosts.room('a:80')).toBe(1);
  });
});
