import { expect, test } from '@jest/globals';
import { parseTimes } from './process-figures.js';

test('the times stand behind a name that may hold spaces and brackets', () => {
  const stat = '42 (a (b) c) S 7 42 42 0 -1 4194560 99 0 0 0 150 50 30 20 20 0 1 0 100 1 2';
  expect(parseTimes(stat)).toEqual({ parentPid: 7, ownSeconds: 2, endedChildrenSeconds: 0.5 });
});
