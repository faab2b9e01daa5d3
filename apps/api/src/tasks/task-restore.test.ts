import { expect, test } from '@jest/globals';
import type { AuditEntry } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { settingsAt } from './task-restore.js';

const entry = (action: string, details: Record<string, unknown>) => ({ action, details }) as AuditEntry;
const task = {
  maxRetry: 9,
  timeoutMs: 4_000,
  httpHeaders: { authorization: 'Bearer now', 'x-team': 'b' },
  jsonPayload: { user: { password: 'now', name: 'b' }, list: [1] },
} as unknown as Task;

test('every later entry says what was there before it; the oldest of them has the last word', () => {
  const entries = [
    entry('updateTask', { maxRetry: 9, before: { maxRetry: 8 } }),
    entry('pauseTask', { reason: 'lunch' }),
    entry('updateTask', { maxRetry: 8, timeoutMs: 4_000, before: { maxRetry: 7, timeoutMs: 3_000 } }),
    entry('createTask', {}),
  ];
  expect(settingsAt(task, entries, 3)).toEqual({ values: { maxRetry: 7, timeoutMs: 3_000 }, unknown: [] });
  expect(settingsAt(task, entries, 1)).toEqual({ values: { maxRetry: 8 }, unknown: [] });
  expect(settingsAt(task, entries, 0)).toEqual({ values: {}, unknown: [] });
});

test('an entry that does not say what was there: what was set last by then, over either door', () => {
  const entries = [
    entry('updateTask', { maxRetry: 9, timeoutMs: 4_000 }),
    entry('updateTask', { id: 'x', input: { maxRetry: 5 } }),
    entry('createTask', { maxRetry: 1 }),
  ];
  expect(settingsAt(task, entries, 1)).toEqual({ values: { maxRetry: 5 }, unknown: ['timeoutMs'] });
});

test('what is masked is as at present, what has no place at present or was too long stays unknown', () => {
  const before = {
    httpHeaders: { authorization: '[redacted]', 'x-team': 'a' },
    jsonPayload: { user: { password: '[redacted]', name: 'a' }, list: [1, 2] },
    deliveryOptions: { token: '[redacted]' },
    tags: '[5000 characters]',
  };
  const { values, unknown } = settingsAt(
    task,
    [entry('updateTask', { ...before, before }), entry('createTask', {})],
    1,
  );
  expect(values).toEqual({
    httpHeaders: { authorization: 'Bearer now', 'x-team': 'a' },
    jsonPayload: { user: { password: 'now', name: 'a' }, list: [1, 2] },
  });
  expect(unknown).toEqual(['deliveryOptions', 'tags']);
});
