import TestSequencer from '@jest/test-sequencer';

/** The tests that start whole processes, those that take minutes before the others. */
const slow = ['/tests/faults/', '/tests/browser/', '/tests/'];

function rankOf({ path }) {
  const rank = slow.findIndex((folder) => path.includes(folder));
  return rank === -1 ? slow.length : rank;
}

/** Begins with the slowest tests: one of them begun last would hold up the end alone. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
}
