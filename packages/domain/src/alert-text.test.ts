import { describe, expect, test } from '@jest/globals';
import type { AlertDigest, AlertDocument, AlertEntry } from './alert.js';
import { noAlerts } from './alert.js';
import { alertChatText, alertSummary, alertText } from './alert-text.js';

const entry = (overrides: Partial<AlertEntry> = {}): AlertEntry => ({
  event: 'task.failed',
  taskId: 'task',
  taskName: 'nightly report',
  count: 1,
  firstAt: '2026-11-23T12:00:00.000Z',
  lastAt: '2026-11-23T12:04:00.000Z',
  runId: 'run',
  error: null,
  url: null,
  ...overrides,
});
const documentOf = (digest: Partial<AlertDigest>, overrides: Partial<AlertDocument> = {}): AlertDocument => ({
  ...noAlerts(),
  ...digest,
  type: 'alert',
  id: 'message',
  channel: { id: 'channel', name: 'ops' },
  createdAt: '2026-11-23T12:05:00.000Z',
  summary: alertSummary({ ...noAlerts(), ...digest }),
  afterQuietHours: false,
  ...overrides,
});

describe('the text of an alert', () => {
  test('one event of one task is told by its name', () => {
    const digest = { counts: { ...noAlerts().counts, 'task.failed': 1 }, tasks: 1 };
    const entries = [entry({ error: 'The receiver answered 500.\nmore', url: 'http://d/runs/run' })];
    expect(alertText(documentOf({ ...digest, entries }))).toBe(
      'Carillon: “nightly report” failed\n' +
        '- “nightly report” failed (2026-11-23 12:04 UTC): The receiver answered 500.\n  http://d/runs/run',
    );
  });

  test('many are counted, and the rest is said to be there', () => {
    const digest: AlertDigest = {
      counts: { ...noAlerts().counts, 'task.failed': 40, 'run.abandoned': 1, 'task.recovered': 2 },
      tasks: 30,
      entries: [entry({ count: 3 }), entry({ event: 'run.abandoned', taskName: 'export' })],
      moreEntries: 28,
    };
    expect(alertText(documentOf(digest, { afterQuietHours: true }))).toBe(
      'Carillon, after the quiet hours: 40 runs failed, 1 run abandoned, 2 recoveries (30 tasks)\n' +
        '- “nightly report” failed 3 times (last 2026-11-23 12:04 UTC)\n' +
        '- “export” was abandoned (2026-11-23 12:04 UTC)\n' +
        '- and 28 more',
    );
  });

  test('late runs are told with when they were due and what keeps them', () => {
    const error = 'Due at 2026-11-23 12:00:00 UTC; the lane “billing” is paused';
    const late = entry({ event: 'run.late', error, url: 'http://d/runs/run' });
    const counts = { ...noAlerts().counts, 'run.late': 1 };
    expect(alertText(documentOf({ counts, tasks: 1, entries: [late] }))).toBe(
      'Carillon: “nightly report” is late\n' +
        `- “nightly report” is late (2026-11-23 12:04 UTC): ${error}\n  http://d/runs/run`,
    );
    const many = { ...counts, 'task.failed': 1, 'run.late': 10_000 };
    const entries = [entry(), entry({ event: 'run.late', count: 9_999 })];
    expect(alertText(documentOf({ counts: many, tasks: 2, entries }))).toBe(
      'Carillon: 1 run failed, 10000 runs late (2 tasks)\n' +
        '- “nightly report” failed (2026-11-23 12:04 UTC)\n' +
        '- “nightly report” is late with 9999 runs (last 2026-11-23 12:04 UTC)',
    );
  });

  test('what others wrote cannot call a room of a chat, nor hide where a link leads', () => {
    const digest = { counts: { ...noAlerts().counts, 'task.failed': 1 }, tasks: 1 };
    const taskName = '<!channel> <http://evil|good> @all [good](http://evil) a & b';
    const text = alertChatText(documentOf({ ...digest, entries: [entry({ taskName })] }));
    expect(text).toContain('‹!channel› ‹http://evil|good› @\u200ball [good] (http://evil) a & b');
    expect(text).not.toMatch(/[<>]|@\w|\]\(/);
  });
});
