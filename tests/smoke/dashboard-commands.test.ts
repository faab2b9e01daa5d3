import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { parseJson, writeJson } from '@carillon/domain';
import { Stack } from '../stack.js';
import { shell } from './carillon-command.js';

type Fields = Record<string, unknown>;

interface Conformance {
  create: { promise: string; body: Fields & { httpHeaders?: Record<string, string> }; command: string[] }[];
  update: { promise: string; of: Fields; change: Fields; command: string[] }[];
}

/** What the dashboard writes for people to paste; that it writes this is tested beside the list. */
const conformance = parseJson(
  readFileSync(
    new URL('../../apps/web/features/command-line/conformance/task-commands.json', import.meta.url),
    'utf8',
  ),
) as Conformance;

/** Where the dashboard was, and which task it showed, when the list was written. */
const writtenFor = { origin: 'http://127.0.0.1:3000', id: '01900000-0000-7000-8000-000000000000' };
const secrets = { AUTHORIZATION: "Bearer it's secret", X_API_KEY: '$key' };

(hasTestDatabase ? describe : describe.skip)('a command that the dashboard writes', () => {
  let stack: Stack;
  let apiUrl: string;
  beforeAll(async () => {
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    apiUrl = (await stack.spawn('api')).healthUrl;
  }, 60_000);
  afterAll(() => stack?.stop());

  /** With every digit. */
  const exactly = async (method: string, path: string, body?: unknown): Promise<Fields> =>
    parseJson(
      await (await stack.send(method, path, body === undefined ? undefined : writeJson(body))).text(),
    ) as Fields;

  /** What one task has in common with another that was made or changed in the same way. */
  const definitionOf = async (id: string): Promise<Fields> => {
    const {
      createdAt: _,
      updatedAt: __,
      nextRunAt: ___,
      id: ____,
      ...others
    } = await exactly('GET', `/tasks/${id}`);
    return others;
  };
  const paste = (command: string[], id: string, env: Record<string, string> = secrets) =>
    shell(command.join('\n').replaceAll(writtenFor.origin, apiUrl).replaceAll(writtenFor.id, id), { env });
  const count = async (): Promise<unknown> => (await exactly('GET', '/tasks?total=true&limit=1')).total;

  test.each(conformance.create)('makes the task that the form makes: $promise', async ({ body, command }) => {
    const given = Object.entries(body.httpHeaders ?? {}).map(([name, value]) => [
      name,
      value === '[redacted]' ? 'a secret' : value,
    ]);
    const form = body.httpHeaders === undefined ? body : { ...body, httpHeaders: Object.fromEntries(given) };
    const ofForm = await exactly('POST', '/tasks', form);
    const { code, stdout, stderr } = await paste(command, '');
    expect([code, stderr]).toEqual([0, expect.stringContaining('Next: carillon')]);
    const id = /^id +(\S+)$/m.exec(stdout)![1]!;
    expect(await definitionOf(id)).toEqual(await definitionOf(ofForm.id as string));
  });

  test.each(conformance.update)(
    'changes a task as the form does: $promise',
    async ({ of, change, command }) => {
      const [ofForm, ofCommand] = [await exactly('POST', '/tasks', of), await exactly('POST', '/tasks', of)];
      await exactly('PATCH', `/tasks/${ofForm.id as string}`, change);
      expect(await paste(command, ofCommand.id as string)).toMatchObject({ code: 0 });
      const definition = await definitionOf(ofCommand.id as string);
      expect(definition).toMatchObject({ version: 2 });
      expect(definition).toEqual(await definitionOf(ofForm.id as string));
      // It was written for version 1.
      expect(await paste(command, ofCommand.id as string)).toMatchObject({ code: 6 });
    },
  );

  test('makes nothing while a secret that it needs is not there', async () => {
    const { command } = conformance.create.find(({ body }) => body.taskName === 'Secrets')!;
    const before = await count();
    const { code, stdout, stderr } = await paste(command, '', { X_API_KEY: 'k' });
    expect([code === 0, stdout]).toEqual([false, '']);
    expect(stderr).toContain('AUTHORIZATION');
    expect(await count()).toBe(before);
  });
});
