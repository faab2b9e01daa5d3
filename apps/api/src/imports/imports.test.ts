import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/imports', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const curl = (command: unknown) => api.request.post('/api/imports/curl').send({ command });
  const crontab = (text: unknown) => api.request.post('/api/imports/crontab').send({ text });

  describe('200', () => {
    test('curl: the draft makes the task that sends the same', async () => {
      const { status, body } = await curl(
        `curl -sSX PUT 'https://receiver.test/a?b=1' \\\n  -H 'X-Token: t' --data-raw '{"a":1}' -m 5 --retry 2`,
      );
      expect(status).toBe(200);
      expect(body).toEqual({
        task: {
          taskName: 'PUT receiver.test/a',
          webhookUrl: 'https://receiver.test/a?b=1',
          httpMethod: 'PUT',
          httpHeaders: { 'X-Token': 't' },
          jsonPayload: { a: 1 },
          timeoutMs: 5_000,
          maxRetry: 2,
        },
        warnings: [],
      });
      const made = await api.request.post('/api/tasks').send(body.task);
      expect([made.status, made.body.jsonPayload]).toEqual([201, { a: 1 }]);
    });

    test('crontab: what makes a request becomes a draft, all else is told line by line', async () => {
      const { status, body } = await crontab(
        [
          '# nightly',
          'MAILTO=ops@x.test',
          'CRON_TZ="Europe/Berlin"',
          '0 3 * * * curl -fsS https://x.test/night > /dev/null 2>&1',
          '@daily root /usr/bin/wget -qO- https://x.test/day',
          '*/5 * * * * /opt/backup.sh',
          '61 * * * * curl https://x.test',
          '@reboot curl https://x.test',
          '0 * * * * curl -u a:b https://x.test',
          '0 * * * * curl "https://x.test/?d=$(date +%s)"',
          'nonsense',
        ].join('\n'),
      );
      expect(status).toBe(200);
      expect(body.items.map(({ line }: { line: number }) => line)).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11]);
      const [mail, night, day, ...refused] = body.items;
      expect(mail).toMatchObject({ task: null, problem: expect.stringContaining('MAILTO') });
      expect(night).toMatchObject({
        task: {
          taskSchedule: '0 3 * * *',
          timeZone: 'Europe/Berlin',
          httpMethod: 'GET',
          webhookUrl: 'https://x.test/night',
        },
        problem: null,
      });
      expect(day).toMatchObject({ task: { taskSchedule: '@daily', webhookUrl: 'https://x.test/day' } });
      for (const item of refused)
        expect(item).toMatchObject({ task: null, problem: expect.stringMatching(/\w/) });
      const made = await api.request.post('/api/tasks').send(night.task);
      expect(made.status).toBe(201);
    });
  });

  describe('400', () => {
    test('curl with a password: the hint leads to secrets', async () => {
      const { status, body } = await curl('curl -u admin:hunter2 https://x.test');
      expect(status).toBe(400);
      expect(body).toMatchObject({
        code: 'request.invalid',
        fieldErrors: [{ path: 'command' }],
        hint: expect.stringContaining('deliveryOptions.auth'),
      });
      expect(JSON.stringify(body)).not.toContain('hunter2');
    });

    test.each([[''], [null], ['x'.repeat(100_001)], ['curl \u0000']])(
      'a command that is no text',
      async (command) => {
        expect((await curl(command)).body.fieldErrors[0].path).toBe('command');
      },
    );

    test('more than 1,000 lines', async () => {
      expect((await crontab('\n'.repeat(1_001))).body.fieldErrors[0].path).toBe('text');
    });
  });
});
