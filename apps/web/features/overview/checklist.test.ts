import { describe, expect, test } from '@jest/globals';
import { checklistOf, isNew } from './checklist';

const worker = (kind: 'publisher' | 'listener', silentMs: number) => ({
  id: `${kind} ${silentMs}`,
  kind,
  host: 'host',
  pid: 1,
  version: '1',
  concurrency: 1,
  startedAt: '2026-11-23T10:00:00.000Z',
  silentMs,
});

describe('the first steps', () => {
  const states = (facts: Parameters<typeof checklistOf>[0]) => checklistOf(facts).map(({ isDone }) => isDone);
  const workers = [worker('publisher', 100), worker('listener', 200)];

  test('of an empty installation: services at work, nothing else', () => {
    expect(states({ queue: { workers }, taskCount: 0, completedRuns: 0 })).toEqual([true, false, false]);
  });

  test('a service that was not heard of for more than 10 s is missing, by name', () => {
    const queue = { workers: [worker('publisher', 100), worker('listener', 10_001)] };
    const [services] = checklistOf({ queue, taskCount: 1, completedRuns: 0 });
    expect(services).toMatchObject({ isDone: false, words: 'There is not a listener at work.' });
  });

  test('are all done once a run has completed, and for nobody who has made tasks', () => {
    expect(states({ queue: { workers }, taskCount: 1, completedRuns: 1 })).toEqual([true, true, true]);
    expect([isNew({ taskCount: 1 }), isNew({ taskCount: 2 })]).toEqual([true, false]);
  });
});
