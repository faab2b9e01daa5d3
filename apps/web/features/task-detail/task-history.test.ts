import { describe, expect, test } from '@jest/globals';
import type { TaskHistoryEntry } from './task-detail.api';
import { actionWords, changesOf } from './task-history';

const entry = (action: string, details: Record<string, unknown>): TaskHistoryEntry => ({
  id: action,
  actor: 'a@example.com',
  action,
  details,
  createdAt: '2026-11-23T10:00:00.000Z',
});

describe('changesOf', () => {
  test('a value is compared with the one that was set last, over actions that set none', () => {
    const older = [
      entry('pauseTask', { reason: 'lunch', maxRetry: 99 }),
      entry('updateTask', { maxRetry: 5 }),
      entry('createTask', { maxRetry: 1, tags: ['a'] }),
    ];
    expect(changesOf(entry('updateTask', { maxRetry: 7, tags: ['a', 'b'], lane: null }), older)).toEqual([
      { name: 'maxRetry', before: '5', after: '7' },
      { name: 'tags', before: '["a"]', after: '["a","b"]' },
      { name: 'lane', before: null, after: 'null' },
    ]);
  });

  test('what was asked for over GraphQL stands one level deeper', () => {
    const older = [entry('createTask', { input: { priority: 'low' } })];
    expect(changesOf(entry('updateTask', { id: 'x', input: { priority: 'high' } }), older)).toEqual([
      { name: 'priority', before: 'low', after: 'high' },
    ]);
  });
});

test('what a change says was there before it counts more than what was asked for last', () => {
  const older = [entry('createTask', { maxRetry: 1 })];
  const change = entry('restoreTask', { historyId: 'x', maxRetry: 7, before: { maxRetry: 5 } });
  expect(changesOf(change, older)).toEqual([{ name: 'maxRetry', before: '5', after: '7' }]);
});

test('an action without words of its own is told as it is called', () => {
  expect(actionWords('pauseTask')).toBe('Paused');
  expect(actionWords('moveTaskAway')).toBe('Move task away');
});
