import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimAlertMessages, finishAlertMessage } from '@carillon/db';
import { hasTestDatabase } from '@carillon/db/testing';
import { AlertBench } from './testing/alert-bench.js';
import { startMailServer } from './testing/mail-server.js';
import { createMailer } from './mailer.js';
import { sendAlert } from './send-alert.js';
import { gatherAlerts, makeAlertMessages } from './tell-alerts.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('how channels are told', () => {
  let bench: AlertBench;
  beforeAll(async () => {
    bench = await AlertBench.start();
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.pool.query('delete from alert_channels; delete from alert_events'));

  async function fail(taskName = 'nightly report'): Promise<void> {
    await bench.end(await bench.task({ taskName }), 'failed', 'The receiver answered 500.');
  }
  const makeDue = () => bench.pool.query('update alert_messages set next_attempt_at = now()');
  const requests = (path: string) => bench.sink.requestsTo(path);

  test('a webhook is signed, and names the message and the channel', async () => {
    const { id, path } = await bench.channel();
    await fail();
    const [messageId] = await bench.tell();
    expect(requests(path)).toMatchObject([
      {
        method: 'POST',
        webhookId: messageId,
        headers: {
          'content-type': 'application/json',
          'webhook-signature': expect.stringMatching(/^v1,/),
          'carillon-task-id': id,
        },
      },
    ]);
    expect(await bench.messages(id)).toMatchObject([
      { message_status: 'sent', attempts: 1, http_status: 200, outcome: 'Accepted' },
    ]);
  });

  test('a chat gets a text and no signature', async () => {
    const { path } = await bench.channel({ kind: 'chat' });
    await fail('<!channel>');
    await bench.tell();
    const [{ headers, body }] = requests(path) as [(typeof bench.sink.requests)[0]];
    expect(headers['webhook-signature']).toBeUndefined();
    expect(JSON.parse(body)).toEqual({
      text: expect.stringMatching(/^Carillon: “‹!channel›” failed\n- .*500\./),
    });
  });

  test('what fails is tried again with the same body and id; meanwhile nothing else is sent', async () => {
    const { id, path } = await bench.channel();
    bench.sink.answer(path, (_, call) => (call === 1 ? { status: 503, body: `no ${path}` } : {}));
    await fail();
    await bench.tell();
    // The path is a part of the secret, also where the receiver names it.
    expect(await bench.messages(id)).toMatchObject([
      { message_status: 'pending', attempts: 1, http_status: 503, outcome: 'no [redacted]' },
    ]);
    await fail('another');
    await bench.forgetInterval();
    await bench.tell();
    expect(requests(path)).toHaveLength(1);
    await makeDue();
    await bench.send();
    await bench.tell();
    const [first, second, third] = requests(path);
    expect([second!.webhookId, second!.body, second!.attempt]).toEqual([first!.webhookId, first!.body, 2]);
    expect(JSON.parse(third!.body)).toMatchObject({ summary: '“another” failed' });
  });

  test('one that nobody takes ends as failed, and raises no alert of its own', async () => {
    const { id, path } = await bench.channel();
    bench.sink.answer(path, { status: 500 });
    await fail();
    await bench.tell();
    for (let attempt = 2; attempt <= 13; attempt += 1) {
      await makeDue();
      await bench.send();
    }
    expect(requests(path)).toHaveLength(12);
    expect(await bench.messages(id)).toMatchObject([{ message_status: 'failed', attempts: 12 }]);
    expect(await gatherAlerts(bench.pool)).toBe(0);
  });

  test('an address that may not be called is refused by the guard, and not tried again', async () => {
    const { id } = await bench.channel({ address: 'http://10.0.0.1/hook' });
    await fail();
    await bench.tell();
    expect(await bench.messages(id)).toMatchObject([{ message_status: 'failed', attempts: 1 }]);
  });

  test('a process that dies between two steps leaves all to the next one', async () => {
    const { id, path } = await bench.channel();
    await fail();
    // Dead before it looked, after it sorted, after it made the message: each step goes on alone.
    await gatherAlerts(bench.pool);
    expect(await makeAlertMessages(bench.pool, { dashboardUrl: null })).toHaveLength(1);
    const [claimed] = await claimAlertMessages(bench.pool, 10);
    await sendAlert(claimed!, bench.doors);
    // Dead before the end was recorded: nobody else may send while its lease holds.
    expect(await bench.send()).toBe(0);
    await bench.pool.query(`update alert_messages set lease_until = now() - interval '1 second'`);
    expect(await bench.send()).toBe(1);
    const sent = requests(path);
    expect(sent.map(({ webhookId }) => webhookId)).toEqual([claimed!.id, claimed!.id]);
    expect(sent[1]!.headers['webhook-previous-outcome']).toBe('unknown');
    // The first one was only slow: its end comes too late and changes nothing.
    const late = { httpStatus: 500, outcome: 'late', backoffMs: 0, messageStatus: 'failed' } as const;
    expect(await finishAlertMessage(bench.pool, { ...claimed!, ...late })).toBe(false);
    expect(await bench.messages(id)).toMatchObject([{ message_status: 'sent', attempts: 2 }]);
  });

  test('a transaction that is cut off in the middle has taken nothing', async () => {
    const { path } = await bench.channel();
    await fail();
    await bench.pool.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
       create trigger refuse before insert on alert_notices for each row execute function refuse()`,
    );
    await expect(gatherAlerts(bench.pool)).rejects.toThrow('cut off');
    await bench.pool.query('drop trigger refuse on alert_notices');
    await gatherAlerts(bench.pool);
    await bench.pool.query(
      'create trigger refuse before insert on alert_messages for each row execute function refuse()',
    );
    await expect(bench.tell()).rejects.toThrow('cut off');
    await bench.pool.query('drop trigger refuse on alert_messages; drop function refuse()');
    await bench.tell();
    expect(bench.told(path)).toMatchObject([{ counts: { 'task.failed': 1 } }]);
  });

  test('a channel that was switched off keeps what it had to tell until it is on again', async () => {
    const { id, path } = await bench.channel();
    await fail();
    await gatherAlerts(bench.pool);
    await bench.pool.query('update alert_channels set enabled = false where id = $1', [id]);
    await bench.tell();
    expect(requests(path)).toEqual([]);
    await bench.pool.query('update alert_channels set enabled = true where id = $1', [id]);
    await bench.tell();
    expect(requests(path)).toHaveLength(1);
  });

  describe('by e-mail', () => {
    test('a mail goes out to everybody, as plain text, under an id that stays', async () => {
      const server = await startMailServer();
      const { id } = await bench.channel({ kind: 'email', address: 'ops@example.com, kim@example.com' });
      await fail();
      const [messageId] = await bench.tell();
      // Without a server it waits, and says why.
      expect(await bench.messages(id)).toMatchObject([
        { message_status: 'pending', outcome: expect.stringContaining('CARILLON_SMTP_URL') },
      ]);
      await makeDue();
      await bench.send(createMailer({ url: server.url, from: 'Carillon <carillon@example.org>' }));
      await server.close();
      expect(server.mails).toMatchObject([
        { user: 'carillon', from: 'carillon@example.org', to: ['ops@example.com', 'kim@example.com'] },
      ]);
      const { text } = server.mails[0]!;
      expect(text).toContain(`Message-ID: <${messageId}@example.org>`);
      expect(text).toContain('Auto-Submitted: auto-generated');
      expect(text).toMatch(/^Subject: .*Carillon.*nightly_report/m);
      expect(await bench.messages(id)).toMatchObject([{ message_status: 'sent', attempts: 2 }]);
    });

    test('a refusal for good ends it; a server that is away is tried again', async () => {
      const server = await startMailServer({ refuse: 'nobody@example.com' });
      const mailer = createMailer({ url: server.url, from: 'carillon@example.org' });
      const { id } = await bench.channel({ kind: 'email', address: 'nobody@example.com' });
      await fail();
      await gatherAlerts(bench.pool);
      await makeAlertMessages(bench.pool, { dashboardUrl: null });
      await bench.send(mailer);
      expect(await bench.messages(id)).toMatchObject([
        { message_status: 'failed', outcome: expect.stringContaining('550') },
      ]);
      await server.close();
      await bench.forgetInterval();
      await fail();
      await gatherAlerts(bench.pool);
      await makeAlertMessages(bench.pool, { dashboardUrl: null });
      await bench.send(mailer);
      const [, second] = await bench.messages(id);
      expect(second).toMatchObject({ message_status: 'pending', attempts: 1 });
      expect(JSON.stringify(second)).not.toContain('smtp-password');
    });
  });
});
