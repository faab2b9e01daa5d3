import { expect, test } from '@jest/globals';
import { confirmWithinMs, sweepIntervalMs, toConfirm } from './confirmations.js';

test.each([1, 49, 1_501, 5_000])(
  'each of %i sockets that came at the same moment is looked at again within half a minute, and not all at once',
  (socketCount) => {
    const sockets = Array.from({ length: socketCount }, () => ({ data: { checkedAtMs: 0 } }));
    let [oldestMs, most] = [0, 0];
    for (let nowMs = sweepIntervalMs; nowMs <= 300_000; nowMs += sweepIntervalMs) {
      oldestMs = Math.max(oldestMs, ...sockets.map(({ data }) => nowMs - data.checkedAtMs));
      const due = toConfirm(sockets, { socketCount, nowMs });
      most = Math.max(most, due.length);
      for (const { data } of due) data.checkedAtMs = nowMs;
    }
    expect(oldestMs).toBeLessThanOrEqual(confirmWithinMs);
    expect(most).toBeLessThanOrEqual(Math.ceil(socketCount / 9));
  },
);
