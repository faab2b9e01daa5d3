'use client';

import { useCallback } from 'react';
import type { TimeRange } from '@/features/charts/time-span';
import { readRange } from '@/features/charts/time-span';
import { useNow } from '@/features/time/use-clock';
import { useQueryState } from '@/features/url/use-query-state';
import type { TimeWindow } from './run-timeline';
import { closer, spans, wider, windowUpTo } from './run-timeline';

export interface TimelineControl {
  window: TimeWindow;
  spanMs: number;
  /** Whether it goes on with time. */
  isLive: boolean;
  zoomIn: () => void;
  zoomOut: () => void;
  /** The last runs, up to now. */
  fit: () => void;
  /** By so many windows; below zero: back in time. */
  pan: (windows: number) => void;
}

const lengthOf = ({ from, to }: TimeRange): number => Date.parse(to) - Date.parse(from);

/** What the picture shows, kept in the address: a span, and where it ends unless that is now. */
export function useTimelineWindow(fittingMs: number): TimelineControl {
  const { get, set } = useQueryState();
  const nowMs = useNow(1_000);
  const asked = Number(get('span'));
  const range = readRange(get('range'));
  const spanMs = range === null ? (spans.find((span) => span === asked) ?? fittingMs) : lengthOf(range);
  const until = Date.parse(range?.to ?? get('until') ?? '');
  const isLive = Number.isNaN(until) || until >= nowMs;
  const window = isLive ? windowUpTo(spanMs, nowMs) : { fromMs: until - spanMs, toMs: until };
  const { fromMs, toMs } = window;
  const ends = range?.to;
  const zoom = useCallback(
    // Whoever moves on from a range has left it, where it ended.
    (span: number) => set({ span: String(span), range: null, ...(ends !== undefined && { until: ends }) }),
    [set, ends],
  );
  const pan = (windows: number): void => {
    const next = toMs + windows * spanMs;
    // The span stays what it is, though it fitted by itself.
    const span = range === null ? spanMs : wider(spanMs);
    set({
      until: next >= nowMs ? null : new Date(next).toISOString(),
      span: String(span),
      range: null,
    });
  };
  return {
    window: { fromMs, toMs },
    spanMs,
    isLive,
    zoomIn: () => zoom(closer(spanMs)),
    zoomOut: () => zoom(wider(spanMs)),
    fit: () => set({ span: null, until: null, range: null }),
    pan,
  };
}
