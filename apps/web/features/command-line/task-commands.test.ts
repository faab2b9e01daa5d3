import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { emptyForm } from '@/features/task-wizard/task-form';
import { wholeTaskOf } from '@/features/task-wizard/task-of-form';
import type { NewTask, Task, TaskChange } from '@/features/tasks/tasks.api';
import { parseJson } from '@/ui/exact-json';
import { definitionOf, taskDefaults } from './definition-of';
import { createCommand, updateCommand } from './task-commands';

interface Conformance {
  create: { promise: string; body: NewTask; command: string[] }[];
  update: { promise: string; change: TaskChange; command: string[] }[];
}

/** The same commands are run by a shell, against an API, in tests/smoke/dashboard-commands.test.ts. */
const conformance = parseJson(
  readFileSync(new URL('./conformance/task-commands.json', import.meta.url), 'utf8'),
) as Conformance;
const origin = 'http://127.0.0.1:3000';
const base = { id: '01900000-0000-7000-8000-000000000000', version: 1 };

describe('the command that makes a task', () => {
  test.each(conformance.create)('says $promise', ({ body, command }) => {
    expect(createCommand(origin, body).split('\n')).toEqual(command);
  });

  test('has a long payload below it', () => {
    const body = { taskName: 'Long', webhookUrl: 'https://receiver.example', jsonPayload: 'x'.repeat(3_000) };
    expect(createCommand(origin, body)).toMatch(
      /--json-file - <<'JSON'\n\{\n {2}"jsonPayload": "x{3000}"\n\}\nJSON$/,
    );
  });
});

describe('the command that changes a task', () => {
  test.each(conformance.update)('says $promise', ({ change, command }) => {
    expect(updateCommand(origin, base, change).split('\n')).toEqual(command);
  });
});

describe('the definition of a task', () => {
  const task = {
    ...taskDefaults,
    ...base,
    taskName: 'Copied',
    webhookUrl: 'https://receiver.example',
    taskStatus: 'paused',
  } as unknown as Task;

  test('is no more than differs from the defaults, whatever the order of its options', () => {
    const deliveryOptions = { retryOn: null, ...taskDefaults.deliveryOptions, steering: true };
    expect(definitionOf({ ...task, deliveryOptions, tags: ['a'] } as Task)).toEqual({
      taskName: 'Copied',
      webhookUrl: 'https://receiver.example',
      deliveryOptions: { steering: true },
      tags: ['a'],
    });
  });

  test('knows the defaults that an empty form has', () => {
    const { taskName, webhookUrl, ...empty } = wholeTaskOf({
      ...emptyForm('UTC'),
      plan: { ...emptyForm('UTC').plan, kind: 'manual' },
    });
    expect([taskName, webhookUrl]).toEqual(['', '']);
    expect(taskDefaults).toEqual(empty);
  });
});
