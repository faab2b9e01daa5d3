'use client';

import { useCallback } from 'react';
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

/** What the picture shows, kept in the address: a span, and where it ends unless that is now. */
export function useTimelineWindow(fittingMs: number): TimelineControl {
  const { get, set } = useQueryState();
  const nowMs = useNow(1_000);
  const asked = Number(get('span'));
  const spanMs = spans.find((span) => span === asked) ?? fittingMs;
  const until = Date.parse(get('until') ?? '');
  const isLive = Number.isNaN(until) || until >= nowMs;
  const window = isLive ? windowUpTo(spanMs, nowMs) : { fromMs: until - spanMs, toMs: until };
  const { fromMs, toMs } = window;
  const zoom = useCallback((span: number) => set({ span: String(span) }), [set]);
  const pan = (windows: number): void => {
    const next = toMs + windows * spanMs;
    // The span stays what it is, though it fitted by itself.
    set({ until: next >= nowMs ? null : new Date(next).toISOString(), span: String(spanMs) });
  };
  return {
    window: { fromMs, toMs },
    spanMs,
    isLive,
    zoomIn: () => zoom(closer(spanMs)),
    zoomOut: () => zoom(wider(spanMs)),
    fit: () => set({ span: null, until: null }),
    pan,
  };
}
