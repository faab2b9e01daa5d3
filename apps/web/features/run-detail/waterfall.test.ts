import { describe, expect, test } from '@jest/globals';
import type { Attempt } from '@/features/runs/runs.api';
import type { WaterfallRun } from './waterfall';
import { layOutWaterfall } from './waterfall';

const t0 = Date.parse('2026-11-23T10:00:00.000Z');
const at = (ms: number): string => new Date(t0 + ms).toISOString();

const attempt = (values: Partial<Attempt>): Attempt => ({
  id: 'attempt',
  taskId: 'task',
  runId: 'run',
  runScheduledFor: at(0),
  status: 'failed',
  retryCount: 0,
  executionTime: null,
  message: null,
  messageTruncated: false,
  errorCode: null,
  explanation: null,
  httpStatus: null,
  responseHeaders: null,
  phases: null,
  workerId: null,
  createdAt: at(0),
  finishedAt: null,
  ...values,
});
const run = (values: Partial<WaterfallRun>): WaterfallRun => ({
  scheduledFor: at(0),
  createdAt: at(1),
  finishedAt: null,
  runStatus: 'running',
  nextAttemptAt: null,
  attempts: [],
  ...values,
});
const spans = (given: WaterfallRun, nowMs = 0) =>
  layOutWaterfall(given, t0 + nowMs).rows.map(({ segments }) =>
    segments.map(({ kind, fromMs, toMs }) => [kind, fromMs - t0, toMs - t0]),
  );

describe('layOutWaterfall', () => {
  test('an attempt is its wait in the queue, its phases one after the other, and what they leave', () => {
    const phases = { dnsMs: 2, connectMs: 3, tlsMs: 10, firstByteMs: 50, totalMs: 70 };
    const done = attempt({ createdAt: at(20), finishedAt: at(100), phases, status: 'finish' });
    expect(spans(run({ runStatus: 'completed', finishedAt: at(100), attempts: [done] }))).toEqual([
      [
        ['queue', 0, 20],
        ['dns', 20, 22],
        ['connect', 22, 25],
        ['tls', 25, 35],
        ['wait', 35, 85],
        ['receive', 85, 90],
        ['other', 90, 100],
      ],
    ]);
  });

  test('what got no answer waited for it, and backs off until the next attempt', () => {
    const phases = { dnsMs: null, connectMs: 5, tlsMs: null, firstByteMs: null, totalMs: 30 };
    const attempts = [
      attempt({ createdAt: at(10), finishedAt: at(40), phases }),
      attempt({ createdAt: at(1_040), retryCount: 1 }),
    ];
    expect(spans(run({ attempts }), 1_100)).toEqual([
      [
        ['queue', 0, 10],
        ['connect', 10, 15],
        ['wait', 15, 40],
        ['backoff', 40, 1_040],
      ],
      [['running', 1_040, 1_100]],
    ]);
  });

  test('a running attempt grows with time, one that was ended with its run does not', () => {
    const open = run({ attempts: [attempt({ createdAt: at(5) })] });
    expect(layOutWaterfall(open, t0 + 100).toMs).toBe(t0 + 100);
    expect(layOutWaterfall(open, t0 + 900)).toMatchObject({ toMs: t0 + 900, rows: [{ isOpen: true }] });
    const ended = { ...open, runStatus: 'abandoned' as const, finishedAt: at(60) };
    expect(layOutWaterfall(ended, t0 + 900)).toMatchObject({ toMs: t0 + 60, rows: [{ isOpen: false }] });
  });

  test('a run that is to be tried again shows until when it backs off, and on if that is past', () => {
    const failed = attempt({ finishedAt: at(10), executionTime: 10 });
    const retrying = run({ runStatus: 'retrying', nextAttemptAt: at(500), attempts: [failed] });
    expect(spans(retrying, 100)[0]?.at(-1)).toEqual(['backoff', 10, 500]);
    expect(spans(retrying, 700)[0]?.at(-1)).toEqual(['backoff', 10, 700]);
  });

  test('a run that was not begun waits in the queue; one that was skipped has no rows', () => {
    expect(spans(run({ runStatus: 'held' }), 300)).toEqual([[['queue', 0, 300]]]);
    expect(spans(run({ runStatus: 'skipped', finishedAt: at(9) }), 300)).toEqual([]);
  });

  test('clocks that differ make nothing negative', () => {
    const early = attempt({ createdAt: at(-50), finishedAt: at(-60), executionTime: 4 });
    const { rows } = layOutWaterfall(run({ attempts: [early] }), t0 - 100);
    for (const { fromMs, toMs } of rows.flatMap(({ segments }) => segments)) {
      expect(toMs).toBeGreaterThan(fromMs);
    }
  });
});
