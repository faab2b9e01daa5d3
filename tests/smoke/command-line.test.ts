import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { until } from '@carillon/testkit';
import { Stack } from '../stack.js';
import type { CommandOptions } from './carillon-command.js';
import { carillon, shell } from './carillon-command.js';

const digits = '{"id":12345678901234567890,"price":1.10}';
const nobody = '0190b5c2-0000-7000-8000-000000000000';

(hasTestDatabase ? describe : describe.skip)('tasks and runs from the command line', () => {
  let stack: Stack;
  let env: Record<string, string>;
  beforeAll(async () => {
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    await stack.spawn('listener');
    env = { CARILLON_API_URL: (await stack.spawn('api')).healthUrl };
  }, 60_000);
  afterAll(() => stack?.stop());

  const run = (args: string[], options: CommandOptions = {}) =>
    carillon(args, { ...options, env: { ...env, ...options.env } });

  /** Runs a command that is to go well, and returns what it prints. */
  async function output(args: string[], options?: CommandOptions): Promise<string> {
    const { code, stdout, stderr } = await run(args, options);
    expect([code, stderr]).toEqual([0, '']);
    return stdout;
  }
  const json = async (args: string[], options?: CommandOptions) =>
    JSON.parse(await output([...args, '--json'], options));
  /** The id of a new task; it runs only when asked. */
  const create = async (path: string, ...more: string[]): Promise<string> =>
    (
      await output([
        'tasks',
        'create',
        '--name',
        'a task',
        '--url',
        stack.sink.url(path),
        '-o',
        'id',
        ...more,
      ])
    ).trim();

  /** Runs a command that is to be refused, and returns what it says of it. */
  async function refusal(args: string[], options?: CommandOptions): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await run([...args, '--json'], options);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return { exit: code, ...(JSON.parse(stderr) as Record<string, unknown>) };
  }

  describe('a task', () => {
    test('is made with its fields, and read with every digit', async () => {
      const id = await create(
        '/made',
        '--payload',
        digits,
        '--header',
        'X-Team: a: b',
        '--tag',
        'a',
        '--tag',
        'b',
      );
      const text = await output(['tasks', 'get', id, '--json']);
      expect(text).toContain('"id": 12345678901234567890,\n    "price": 1.10');
      expect(JSON.parse(text)).toMatchObject({ httpHeaders: { 'X-Team': 'a: b' }, tags: ['a', 'b'] });
    });

    test('takes its payload from a file or from stdin, and all fields from a document that options win over', async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'carillon-payload-')), 'payload.json');
      writeFileSync(file, digits);
      const ofFile = await create('/file', '--payload', `@${file}`);
      const ofStdin = await output(
        ['tasks', 'create', '--json-file', '-', '--max-retry', '1', '--header', 'b: 2', '-o', 'id'],
        {
          stdin:
            '{"taskName":"x","webhookUrl":"http://receiver.test","maxRetry":9,"httpHeaders":{"a":"1","B":"1"}}',
        },
      );
      expect(await output(['tasks', 'get', ofFile, '-o', 'ndjson'])).toContain(`"jsonPayload":${digits}`);
      expect(await json(['tasks', 'get', ofStdin.trim()])).toMatchObject({
        taskName: 'x',
        maxRetry: 1,
        httpHeaders: { a: '1', b: '2' },
      });
    });

    test('is made of a curl command, and what is not done of it is told', async () => {
      const { code, stdout, stderr } = await run(
        ['tasks', 'create', '--from-curl', '-', '--name', 'Imported', '--schedule', '@daily'],
        { stdin: `curl -L -X PUT http://receiver.test/put -H 'X-A: b' -d '{"n":1}'` },
      );
      expect(code).toBe(0);
      expect(stdout).toMatch(/^name +Imported$/m);
      expect(stdout).toMatch(/^calls +PUT http:\/\/receiver\.test\/put$/m);
      expect(stderr).toContain('warning: ');
      expect(stderr).toMatch(/Next: carillon runs list --task [0-9a-f-]{36}\n$/);
    });

    test('is made once under one key', async () => {
      const ids = [
        await create('/once', '--idempotency-key', 'k1'),
        await create('/once', '--idempotency-key', 'k1'),
      ];
      expect(ids[0]).toBe(ids[1]);
    });

    test('keeps what a change does not name; a change of another version is refused', async () => {
      const id = await create('/change', '--header', 'Authorization: Bearer x', '--header', 'X-A: 1');
      const changed = await json(['tasks', 'update', id, '--header', 'x-a: 2', '--priority', 'high']);
      expect(changed).toMatchObject({
        version: 2,
        priority: 'high',
        httpHeaders: { Authorization: '[redacted]', 'x-a': '2' },
      });
      expect(await refusal(['tasks', 'update', id, '--name', 'late', '--if-match', '1'])).toMatchObject({
        exit: 6,
        code: 'task.version_conflict',
      });
      expect(await refusal(['tasks', 'update', id])).toMatchObject({
        exit: 2,
        message: 'Nothing is to be changed.',
      });
    });

    test('is paused, resumed and deleted; nobody is asked where nobody is', async () => {
      const id = await create('/end');
      expect(await json(['tasks', 'pause', id, '--reason', 'a move'])).toMatchObject({
        taskStatus: 'paused',
        pauseReason: 'a move',
      });
      expect(await json(['tasks', 'resume', id, '--missed', 'skip'])).toMatchObject({ taskStatus: 'ready' });
      expect(await refusal(['tasks', 'delete', id])).toMatchObject({
        exit: 2,
        message: expect.stringContaining('--yes'),
      });
      expect(await json(['tasks', 'delete', id, '--yes'])).toEqual({ id });
      expect(await refusal(['tasks', 'get', id])).toMatchObject({ exit: 5, code: 'task.not_found' });
    });
  });

  describe('a list', () => {
    beforeAll(async () => {
      for (let number = 1; number <= 3; number += 1) {
        const name = number === 2 ? 'two\n\u001b[31mred 日本' : `task ${number}`;
        await create('/list', '--tag', 'listed', '--name', name);
      }
    }, 60_000);
    const listed = ['tasks', 'list', '--filter', 'tag:listed', '--sort', 'createdAt'];

    test('is a table of whole lines, which nothing in it can break or colour', async () => {
      const { stdout, stderr } = await run(listed);
      const lines = stdout.trimEnd().split('\n');
      expect(lines).toHaveLength(4);
      expect(lines[0]).toMatch(/^ID +NAME +STATUS +WHEN +NEXT RUN +CALLS$/);
      expect(lines[2]).toContain('two\\n\\u001b[31mred 日本  ready');
      expect(stderr).toBe('');
    });

    test('goes on to its end, in each form', async () => {
      expect((await output([...listed, '--all', '-o', 'id'])).trim().split('\n')).toHaveLength(3);
      const page = await json([...listed, '--limit', '2']);
      expect(page.items).toHaveLength(2);
      expect(page.nextCursor).toEqual(expect.any(String));
      const lines = (await output([...listed, '-o', 'ndjson'])).trim().split('\n');
      expect(lines.map((line) => JSON.parse(line).taskName)).toEqual([
        'task 1',
        expect.any(String),
        'task 3',
      ]);
      expect((await run([...listed, '--limit', '2'])).stderr).toBe(
        'There are more: raise --limit, or pass --all.\n',
      );
    });

    test('that is read no further ends quietly', async () => {
      const { code, stdout, stderr } = await shell(
        'for n in 1 2 3; do carillon tasks list --all -o ndjson; done | head -c 1',
        { env },
      );
      expect([code, stdout, stderr]).toEqual([0, '{', '']);
    });
  });

  describe('a run', () => {
    test('is waited for, and tells by the exit code how it ended', async () => {
      const id = await create('/good');
      const ended = await json(['tasks', 'run', id, '--payload', digits, '--wait']);
      expect(ended).toMatchObject({ runStatus: 'completed', attempts: [{ httpStatus: 200 }] });
      expect(stack.sink.requestsTo('/good')[0]!.body).toContain('12345678901234567890');
    });

    test('that fails is shown with its attempts, tried again and replayed elsewhere', async () => {
      stack.sink.answer('/bad', { status: 500 });
      const id = await create('/bad', '--max-retry', '0');
      const failed = await run(['tasks', 'run', id, '--wait']);
      expect(failed.code).toBe(1);
      expect(failed.stdout).toMatch(/^status +failed$/m);
      expect(failed.stdout).toMatch(/^1 +failed +500 /m);
      const runId = /^id +(\S+)$/m.exec(failed.stdout)![1]!;
      expect(failed.stderr).toContain(`Next: carillon runs retry ${runId} --wait`);
      expect((await run(['runs', 'retry', runId, '--wait', '--json'])).code).toBe(1);
      const replayed = ['runs', 'replay', runId, '--url', stack.sink.url('/other'), '--wait'];
      expect(await json(replayed)).toMatchObject({ runStatus: 'completed', trigger: 'replay' });
      const ids = (
        await output(['runs', 'list', '--task', id, '--filter', 'status:failed', '-o', 'id'])
      ).trim();
      expect(ids.split('\n')).toHaveLength(2);
      expect(await output(['runs', 'get', runId, '-o', 'id'])).toBe(`${runId}\n`);
    });

    test('that is still open is given up waiting for, and cancelled', async () => {
      stack.sink.answer('/slow', { neverAnswer: true });
      const id = await create('/slow');
      const waited = await refusal(['tasks', 'run', id, '--wait-timeout', '1s']);
      expect(waited).toMatchObject({
        exit: 7,
        retryable: true,
        hint: expect.stringContaining('carillon runs get'),
      });
      const runId = /[0-9a-f-]{36}/.exec(String(waited.hint))![0];
      expect(await json(['runs', 'cancel', runId])).toMatchObject({ runStatus: 'cancelled' });
      expect(await refusal(['runs', 'cancel', runId])).toMatchObject({ exit: 6, code: 'run.state_conflict' });
      await until(async () => (await json(['runs', 'get', runId])).finishedAt !== null, {
        what: 'it is over',
      });
    });
  });

  describe('what is refused', () => {
    test.each([
      ['an unknown field of a filter', ['tasks', 'list', '--filter', 'bogus:1'], 2],
      ['an unknown order', ['runs', 'list', '--sort', 'bogus'], 2],
      ['an id that is none', ['tasks', 'get', 'nonsense'], 2],
      ['a run that is not there', ['runs', 'get', nobody], 5],
      ['a task without a name', ['tasks', 'create', '--url', 'http://receiver.test'], 2],
      ['broken JSON', ['tasks', 'run', nobody, '--payload', '{"a":'], 2],
      ['a NUL', ['tasks', 'run', nobody, '--payload', '"\\u0000"'], 2],
      ['a file that is not there', ['tasks', 'run', nobody, '--payload', '@/nowhere'], 2],
      ['a duration without a unit', ['tasks', 'create', '--timeout', '30'], 2],
      ['a header without a colon', ['tasks', 'create', '--header', 'nonsense'], 2],
      ['an unknown option', ['tasks', 'list', '--bogus'], 2],
    ])('%s', async (_, args, exit) => {
      expect(await refusal(args)).toMatchObject({ exit, retryable: false, message: expect.any(String) });
    });

    test('two readers of one stdin, and bytes that are no text', async () => {
      const args = ['tasks', 'create', '--json-file', '-', '--payload', '-'];
      expect(await refusal(args, { stdin: '{}' })).toMatchObject({
        exit: 2,
        message: expect.stringContaining('both'),
      });
      const binary = await refusal(['tasks', 'create', '--json-file', '-'], {
        stdin: Uint8Array.of(0xff, 0),
      });
      expect(binary).toMatchObject({ exit: 2, message: expect.stringContaining('UTF-8') });
    });

    test('is told in words with what helps, and with the request by which the log tells more', async () => {
      const { code, stdout, stderr } = await run(['tasks', 'get', nobody]);
      expect([code, stdout]).toEqual([5, '']);
      expect(stderr).toMatch(
        /^carillon: There is no such task\.\n {2}http:\S+\/api\/docs\/errors#task\.not_found \(request [0-9a-f-]{36}\)\n$/,
      );
    });
  });

  describe('any other request', () => {
    test('is sent and answered as it is', async () => {
      const id = await create('/any', '--payload', digits);
      expect(await output(['api', 'GET', `/api/tasks/${id}`])).toContain('"id": 12345678901234567890');
      const paused = await output(['api', 'POST', `/api/tasks/${id}/pause`, '-d', '{"reason":"by hand"}']);
      expect(JSON.parse(paused)).toMatchObject({ pauseReason: 'by hand' });
      expect(await output(['api', 'GET', '/api/exports/tasks.csv'])).toMatch(/^"?id/);
      expect((await run(['api', 'DELETE', `/api/tasks/${id}`])).code).toBe(0);
      expect((await run(['api', 'GET', '/api/bogus'])).code).toBe(5);
    });
  });
});
