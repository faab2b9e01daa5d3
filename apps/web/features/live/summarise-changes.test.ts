import { expect, test } from '@jest/globals';
import { summariseChanges } from './summarise-changes';

test('counts what failed, what was paused and what went well, in one sentence', () => {
  expect(summariseChanges(['failed', 'paused', 'failed'], ['completed', 'abandoned', 'running'])).toBe(
    '2 tasks failed, 1 task paused, 1 run failed, 1 run completed.',
  );
});

test('says nothing of what only goes on', () => {
  expect(summariseChanges(['running', 'ready'], ['pending', 'running', 'retrying'])).toBe('');
});

test('among very many runs only failures are worth a word', () => {
  const many = Array.from({ length: 60 }, () => 'completed');
  expect(summariseChanges([], many)).toBe('');
  expect(summariseChanges([], [...many, 'failed'])).toBe('1 run failed.');
});
