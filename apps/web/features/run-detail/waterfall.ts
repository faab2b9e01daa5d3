import type { Attempt, RunDetail } from '@/features/runs/runs.api';

/** What an attempt spends its time on; `other` is claiming the run and writing down what came of it. */
export const segmentKinds = [
  'queue',
  'dns',
  'connect',
  'tls',
  'wait',
  'receive',
  'other',
  'running',
  'backoff',
] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** Epoch milliseconds. */
export interface Segment {
  kind: SegmentKind;
  fromMs: number;
  toMs: number;
}

export interface WaterfallRow {
  /** Null: the run was not begun. */
  attempt: Attempt | null;
  /** 1 for the first. */
  number: number;
  segments: Segment[];
  isOpen: boolean;
}

export interface Waterfall {
  fromMs: number;
  toMs: number;
  rows: WaterfallRow[];
}

export type WaterfallRun = Pick<
  RunDetail,
  'scheduledFor' | 'createdAt' | 'finishedAt' | 'runStatus' | 'nextAttemptAt' | 'attempts'
>;

/**
 * Where the time of a run went, one row per attempt. Phases follow each other without a gap; what they leave of an
 * attempt's time is `other`. What is open grows up to `nowMs`. Nothing is ever shorter than nothing: clocks differ.
 */
export function layOutWaterfall(run: WaterfallRun, nowMs: number): Waterfall {
  // A run that is made up for was due long before anybody could begin it.
  const dueMs = Date.parse(run.scheduledFor);
  const rows = run.attempts.map((attempt, index) => attemptRow(run, { attempt, index, dueMs, nowMs }));
  if (rows.length === 0 && run.runStatus !== 'skipped') {
    const endMs = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt);
    const queue = segment('queue', dueMs, endMs);
    rows.push({ attempt: null, number: 1, segments: queue, isOpen: run.finishedAt === null });
  }
  const ends = rows.flatMap(({ segments }) => segments.map(({ toMs }) => toMs));
  return { fromMs: dueMs, toMs: Math.max(dueMs + 1, ...ends), rows };
}

interface Placed {
  attempt: Attempt;
  index: number;
  dueMs: number;
  nowMs: number;
}

function attemptRow(run: WaterfallRun, placed: Placed): WaterfallRow {
  const { attempt, index, dueMs, nowMs } = placed;
  const startMs = Date.parse(attempt.createdAt);
  const queue = index === 0 ? segment('queue', dueMs, startMs) : [];
  const isOpen = attempt.finishedAt === null && run.finishedAt === null;
  if (attempt.finishedAt === null) {
    const endMs = run.finishedAt === null ? nowMs : Date.parse(run.finishedAt);
    // Of a receiver that will call back the request is over, the attempt is not.
    const sent = attempt.phases === null ? [] : phaseSegments(attempt, startMs, startMs);
    const from = sent.at(-1)?.toMs ?? startMs;
    const segments = [...queue, ...sent, ...segment('running', from, endMs)];
    return { attempt, number: index + 1, segments, isOpen };
  }
  const endMs = Date.parse(attempt.finishedAt);
  const segments = [
    ...queue,
    ...phaseSegments(attempt, startMs, endMs),
    ...backoff(run, { ...placed, endMs }),
  ];
  return { attempt, number: index + 1, segments, isOpen };
}

/** Up to the next attempt, or to when it is planned for. */
function backoff(run: WaterfallRun, { index, endMs, nowMs }: Placed & { endMs: number }): Segment[] {
  const next = run.attempts[index + 1];
  if (next !== undefined) return segment('backoff', endMs, Date.parse(next.createdAt));
  if (run.runStatus !== 'retrying') return [];
  const planned = run.nextAttemptAt === null ? nowMs : Date.parse(run.nextAttemptAt);
  return segment('backoff', endMs, Math.max(planned, nowMs));
}

const connecting = [
  ['dns', 'dnsMs'],
  ['connect', 'connectMs'],
  ['tls', 'tlsMs'],
  ['wait', 'firstByteMs'],
] as const;

function phaseSegments({ phases, executionTime }: Attempt, startMs: number, endMs: number): Segment[] {
  const totalMs = phases?.totalMs ?? executionTime ?? null;
  if (totalMs === null) return segment('other', startMs, endMs);
  const segments: Segment[] = [];
  let at = startMs;
  for (const [kind, name] of connecting) {
    const lasted = phases?.[name] ?? 0;
    segments.push(...segment(kind, at, at + lasted));
    at += lasted;
  }
  const sentMs = Math.max(at, startMs + totalMs);
  // Without a first byte, what is left was spent on a connection or an answer that did not come.
  const rest = phases?.firstByteMs == null ? 'wait' : 'receive';
  segments.push(...segment(rest, at, sentMs), ...segment('other', sentMs, endMs));
  return segments;
}

function segment(kind: SegmentKind, fromMs: number, toMs: number): Segment[] {
  return toMs > fromMs ? [{ kind, fromMs, toMs }] : [];
}
