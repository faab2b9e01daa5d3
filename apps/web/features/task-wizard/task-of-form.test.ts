import { describe, expect, test } from '@jest/globals';
import type { Task } from '@/features/tasks/tasks.api';
import { parseJson } from '@/ui/exact-json';
import { fieldOfApi } from './field-facts';
import { formOf } from './form-of-task';
import { attemptTimesMs } from './backoff';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { faultsOf, faultsOfStep } from './task-form-rules';
import { differenceOf, newTaskOf, wholeTaskOf } from './task-of-form';

const whole = {
  ...emptyForm('Europe/Berlin'),
  taskName: 'Invoices',
  webhookUrl: 'https://example.com/hook',
} satisfies TaskForm;

describe('newTaskOf', () => {
  test('sends no more than differs from the defaults', () => {
    expect(newTaskOf(whole)).toEqual({
      taskName: 'Invoices',
      webhookUrl: 'https://example.com/hook',
      taskSchedule: '*/5 * * * *',
      timeZone: 'Europe/Berlin',
    });
  });

  test.each(['now', 'manual'] as const)('%s is said by start', (kind) => {
    const task = newTaskOf({ ...whole, plan: { ...whole.plan, kind } });
    expect(task).toMatchObject({ start: kind });
    expect(task).not.toHaveProperty('taskSchedule');
  });

  test('once is an instant of the task’s zone', () => {
    const plan = { ...whole.plan, kind: 'once' as const, runAt: '2027-07-01T09:00' };
    expect(newTaskOf({ ...whole, plan })).toMatchObject({ runAt: '2027-07-01T07:00:00.000Z' });
  });

  test('seconds become milliseconds, lists are split, and empty header rows are left out', () => {
    const headers = [
      { name: ' X-Team ', value: 'billing' },
      { name: '', value: '' },
    ];
    const form = { ...whole, headers, timeoutS: '2.5', tags: 'a, b,', successStatus: '404, 409' };
    expect(newTaskOf(form)).toMatchObject({
      httpHeaders: { 'X-Team': 'billing' },
      timeoutMs: 2_500,
      tags: ['a', 'b'],
      successStatus: [404, 409],
    });
  });
});

test('a task comes through the form as it was', () => {
  const task = {
    ...wholeTaskOf(whole),
    taskSchedule: '30 2 * * 1-5',
    startsAt: '2026-10-25T00:30:00.000Z',
    jsonPayload: parseJson('{"a":[1,2.5,null,1.10,12345678901234567890],"text":"ä"}'),
    httpHeaders: { 'x-a': 'b' },
    misfireWindowMs: 60_500,
    deliveryOptions: {
      templates: true,
      auth: {
        type: 'oauth2',
        tokenUrl: 'https://a.b/t',
        clientId: 'c',
        clientSecret: 'S',
        scope: null,
        audience: 'x',
      },
      proxyUrl: 'http://proxy:3128',
      tls: { ca: 'PEM', certificate: null, keySecret: null },
      assertion: { type: 'json_path_equals', path: '$.a', value: { b: 1 } },
      steering: true,
      retryOn: [429, '5xx'],
    },
  } as unknown as Task;
  expect(differenceOf(wholeTaskOf(formOf(task, emptyForm('UTC'))), task as never)).toEqual({});
});

describe('faultsOf', () => {
  const at = (fields: Partial<TaskForm>) => faultsOf({ ...whole, ...fields }).map(({ field }) => field);

  test('a whole form has none', () => {
    expect(faultsOf(whole)).toEqual([]);
  });

  test.each<[string, Partial<TaskForm>, string[]]>([
    ['no name', { taskName: '  ' }, ['taskName']],
    ['a status that is none to try again', { retryOn: '5xx, 200' }, ['retryOn']],
    ['another protocol', { webhookUrl: 'ftp://example.com' }, ['webhookUrl']],
    ['a password in the URL', { webhookUrl: 'https://a:b@example.com' }, ['webhookUrl']],
    ['text that is no JSON', { body: '{"a":' }, ['body']],
    ['a number that nobody could read', { body: '{"id": 1e400}' }, ['body']],
    [
      'a header twice',
      {
        headers: [
          { name: 'A', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      ['headers.1.name'],
    ],
    ['authentication without its secret', { auth: { ...whole.auth, type: 'bearer' } }, ['auth.secret']],
    ['an end before its beginning', { startsAt: '2027-01-02T00:00', endsAt: '2027-01-01T00:00' }, ['endsAt']],
    ['a zone that nobody knows', { timeZone: 'Mars' }, ['timeZone']],
    ['once without a time', { plan: { ...whole.plan, kind: 'once' } }, ['plan.runAt']],
    ['a timeout of an hour', { timeoutS: '3600' }, ['timeoutS']],
    ['half a retry', { maxRetry: '1.5' }, ['maxRetry']],
    ['a status beyond', { successStatus: '600' }, ['successStatus']],
    [
      'a key without its certificate',
      { tls: { ca: '', certificate: '', keySecret: 'Key' } },
      ['tls.keySecret'],
    ],
  ])('%s', (_words, fields, expected) => {
    expect(at(fields)).toEqual(expected);
  });

  test('placeholders may stand in a URL', () => {
    expect(at({ webhookUrl: 'https://example.com/{{ runId }}?a={{secret:KEY}}' })).toEqual([]);
  });

  test('each step knows its own', () => {
    const form = { ...whole, taskName: '', timeZone: '', maxRetry: '' };
    expect(faultsOfStep(form, 'schedule').map(({ field }) => field)).toEqual(['timeZone']);
    expect(faultsOfStep(form, 'delivery').map(({ field }) => field)).toEqual(['maxRetry']);
  });
});

test.each([
  ['taskName', 'taskName'],
  ['httpHeaders.X-A', 'headers.0.name'],
  ['jsonPayload.a.b', 'body'],
  ['taskSchedule', 'plan.every.count'],
  ['runAt', 'plan.kind'],
  ['timeoutMs', 'timeoutS'],
  ['tags.3', 'tags'],
  ['deliveryOptions.auth.tokenSecret', 'auth.secret'],
  ['deliveryOptions.auth.tokenUrl', 'auth.tokenUrl'],
  ['deliveryOptions.assertion', 'assertion.type'],
  ['deliveryOptions.tls.keySecret', 'tls.keySecret'],
  ['signingSecretId', 'signingSecretId'],
  ['somethingNew', null],
])('the API’s %s is the form’s %s', (path, field) => {
  expect(fieldOfApi(path, { ...whole, headers: [{ name: 'X-A', value: '' }] })).toBe(field);
});

test('attempts lie apart as the listener waits: doubled up to the longest', () => {
  const policy = { strategy: 'exponential' as const, baseMs: 1_000, maxMs: 3_000, maxRetry: 4 };
  expect(attemptTimesMs(policy)).toEqual([0, 1_000, 3_000, 6_000, 9_000]);
  expect(attemptTimesMs({ ...policy, strategy: 'fixed' })).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
  expect(attemptTimesMs({ ...policy, maxRetry: 0 })).toEqual([0]);
});
