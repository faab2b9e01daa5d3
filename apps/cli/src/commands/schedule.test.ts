import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { scheduleCommand } from './schedule.js';

interface Printed {
  output: string;
  errors: string;
}

async function run(args: string[], input = ''): Promise<Printed> {
  const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
  streams.input.end(input);
  const printed = Promise.all([text(streams.output), text(streams.errors)]);
  try {
    await scheduleCommand(streams)
      .exitOverride()
      .parseAsync(['preview', ...args], { from: 'user' });
  } finally {
    streams.output.end();
    streams.errors.end();
  }
  const [output, errors] = await printed;
  return { output, errors };
}

function answers(printed: Printed): unknown[] {
  return printed.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

const berlin = ['--tz', 'Europe/Berlin', '--from', '2026-03-28T12:00:00Z'];

describe('schedule preview', () => {
  test('prints the description and each instant in local time and in UTC, warnings to stderr', async () => {
    const { output, errors } = await run(['30 2 * * *', ...berlin, '-n', '2']);
    expect(output.split('\n')).toEqual([
      'At 02:30',
      'Europe/Berlin              UTC',
      '2026-03-29T03:00:00+02:00  2026-03-29T01:00:00Z',
      '2026-03-30T02:30:00+02:00  2026-03-30T00:30:00Z',
      '',
    ]);
    expect(errors).toContain('warning: On 2026-03-29 the clocks');
  });

  test('prints one document with --json and nothing to stderr', async () => {
    const { output, errors } = await run(['30 2 * * *', ...berlin, '-n', '1', '--json', '--dst-gap', 'skip']);
    expect(JSON.parse(output)).toEqual({
      description: 'At 02:30',
      next: ['2026-03-30T00:30:00Z'],
      warnings: [
        expect.stringContaining('the run is skipped'),
        expect.stringContaining('the first time only'),
        expect.stringContaining('On 2027-03-28'),
      ],
    });
    expect(errors).toBe('');
  });

  test('starts from now when no instant is named', async () => {
    const { output } = await run(['* * * * * *', '--json', '-n', '1']);
    const [next] = (JSON.parse(output) as { next: string[] }).next;
    expect(Math.abs(Date.parse(next ?? '') - Date.now())).toBeLessThan(10_000);
  });

  test.each([
    [['61 * * * *'], 'schedule.invalid', 'minute'],
    [['* * * * *', '--tz', '+03:00'], 'schedule.invalid', 'time zone'],
    [['* * * * *', '--from', 'tomorrow'], 'request.invalid', '--from'],
    [['* * * * *', '-n', '0'], 'request.invalid', 'count'],
    [['* * * * *', '-n', '0x10'], 'request.invalid', 'count'],
    [[], 'request.invalid', 'expression'],
    [['* * * * *', '--stdin'], 'request.invalid', '--stdin'],
  ])('refuses %j with a sentence', async (args, code, words) => {
    await expect(run(args)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as unknown,
    });
  });
});

describe('schedule preview --stdin', () => {
  test('answers line by line in order, skips blank lines, and goes on after a broken one', async () => {
    const lines = [
      '{"expr":"0 0 * * *","tz":"UTC","from":"2026-01-01T00:00:00Z","count":2}',
      '',
      '{"expr":"61 * * * *","tz":"UTC","from":"2026-01-01T00:00:00Z","count":1}',
      'not json',
      '[1]',
      '{"tz":"UTC"}',
      '{"expr":"* * * * *","from":"soon"}',
      '{"expr":"* * * * *","count":"3"}',
      '   \r',
      '{"expr":"0 0 30 2 *","tz":"UTC","from":"2026-01-01T00:00:00Z","count":1}',
      '{"expr":"@yearly","tz":"Asia/Kolkata","from":"2026-01-01T00:00:00Z","count":1}',
    ];
    const printed = await run(['--stdin'], lines.join('\n'));
    expect(answers(printed)).toEqual([
      { next: ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'] },
      { error: expect.stringContaining('minute') },
      { error: expect.stringContaining('not JSON') },
      { error: expect.stringContaining('not a JSON object') },
      { error: expect.stringContaining('expr') },
      { error: expect.stringContaining('from') },
      { error: expect.stringContaining('count') },
      { next: [] },
      { next: ['2026-12-31T18:30:00Z'] },
    ]);
    expect(printed.errors).toBe('');
  });

  test('answers a line before the next one is sent', async () => {
    const streams = { input: new PassThrough(), output: new PassThrough(), errors: new PassThrough() };
    const done = scheduleCommand(streams).parseAsync(['preview', '--stdin'], { from: 'user' });
    streams.input.write('{"expr":"0 0 * * *","from":"2026-01-01T00:00:00Z","count":1}\n');
    const [answer] = (await once(streams.output, 'data')) as [Buffer];
    expect(answer.toString()).toBe('{"next":["2026-01-02T00:00:00Z"]}\n');
    streams.input.end();
    await done;
  });
});
