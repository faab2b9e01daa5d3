import { describe, expect, test } from '@jest/globals';
import { writeJson } from '@/ui/exact-json';
import { readTasks } from './task-rows';

describe('pasted tasks', () => {
  test('JSON is a list, one task, or what the API answers or takes', () => {
    const task = { taskName: 'a', webhookUrl: 'https://x.test' };
    for (const value of [[task], task, { tasks: [task] }, { items: [task], nextCursor: null }]) {
      expect(readTasks(JSON.stringify(value))).toEqual({ tasks: [task], fault: null });
    }
  });

  test('CSV names its fields; numbers, JSON, tags and quoted cells become what they are', () => {
    const text = [
      'taskName,webhookUrl,maxRetry,tags,jsonPayload,atMostOnce,lane',
      '"Report, daily",https://x.test,5,a; b,"{""id"":1}",true,',
      'Plain,https://y.test,,,,,7',
    ].join('\r\n');
    expect(readTasks(text).tasks).toEqual([
      {
        taskName: 'Report, daily',
        webhookUrl: 'https://x.test',
        maxRetry: 5,
        tags: ['a', 'b'],
        jsonPayload: { id: 1 },
        atMostOnce: true,
      },
      { taskName: 'Plain', webhookUrl: 'https://y.test', lane: '7' },
    ]);
  });

  test('numbers keep every digit, in JSON and in a cell of CSV', () => {
    const json = '[{"jsonPayload":{"id":12345678901234567890,"price":1.10}}]';
    expect(writeJson(readTasks(json).tasks)).toBe(json);
    const csv = 'taskName,webhookUrl,jsonPayload\na,b,"{""id"":12345678901234567890}"';
    expect(writeJson(readTasks(csv).tasks)).toContain('{"id":12345678901234567890}');
  });

  test.each([
    ['nothing', '  ', 'Paste something'],
    ['an empty list', '[]', 'no task'],
    ['broken JSON', '[{', 'not JSON'],
    ['a list of other things', '[1]', 'Entry 1'],
    ['CSV without the fields', 'name,url\na,b', 'taskName'],
    ['CSV with a payload that is no JSON', 'taskName,webhookUrl,jsonPayload\na,b,{', 'Line 2'],
    ['too many', JSON.stringify(Array.from({ length: 101 }, () => ({}))), '101 tasks'],
  ])('%s is told', (_, text, message) => {
    expect(readTasks(text).fault).toContain(message);
  });
});
