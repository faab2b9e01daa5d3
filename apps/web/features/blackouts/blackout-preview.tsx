'use client';

import { skipToken } from '@reduxjs/toolkit/query';
import { problemOf } from '@/api/problem';
import { fromCivil, isTimeZone } from '@/features/time/civil-time';
import type { PreviewInput } from '@/features/schedules/schedules.api';
import { useSchedulePreviewQuery } from '@/features/schedules/schedules.api';
import { useSettled } from '@/features/schedules/use-settled';
import { Hatched } from './blackout-mark';
import type { BlackoutDraft } from './blackout-draft';
import { durationMsOf, scheduleOf } from './blackout-draft';
import type { Span } from './blackout-times';
import { durationWords, spanWords } from './blackout-times';

const shownMax = 4;

/** The next times of a window, as the server computes them. */
export function BlackoutPreview({ draft }: { draft: BlackoutDraft }) {
  return (
    <section aria-label="Next times" aria-live="polite" className="bg-sunken rounded-md px-4 py-3">
      {draft.recurs ? <Recurring draft={draft} /> : <Once draft={draft} />}
    </section>
  );
}

function Once({ draft: { startsAt, endsAt, timeZone } }: { draft: BlackoutDraft }) {
  const [start, end] = [fromCivil(startsAt, timeZone), fromCivil(endsAt, timeZone)];
  if (start === null || end === null || start >= end) {
    return <p className="text-ink-faint">Once it has a beginning and an end, they stand here.</p>;
  }
  return (
    <>
      <p className="mb-1 font-medium">Once, for {durationWords(Date.parse(end) - Date.parse(start))}</p>
      <Spans spans={[{ startsAt: start, endsAt: end }]} zone={timeZone} />
    </>
  );
}

function Recurring({ draft }: { draft: BlackoutDraft }) {
  const { timeZone } = draft;
  const [taskSchedule, durationMs] = [scheduleOf(draft), durationMsOf(draft)];
  const asked = useSettled(JSON.stringify({ taskSchedule, timeZone, count: shownMax }), 250);
  const isWhole = taskSchedule !== '' && isTimeZone(timeZone);
  const { currentData, data, error, isFetching } = useSchedulePreviewQuery(
    isWhole ? (JSON.parse(asked) as PreviewInput) : skipToken,
  );
  if (!isWhole || durationMs === null) {
    return <p className="text-ink-faint">Once it has a beginning and a length, its next times stand here.</p>;
  }
  if (error !== undefined && currentData === undefined && !isFetching) {
    return <p className="text-danger font-medium">{problemOf(error).message}</p>;
  }
  const preview = currentData ?? data;
  if (preview === undefined) return <p className="text-ink-faint">Asking when …</p>;
  const spans = preview.next.map((startsAt) => {
    return { startsAt, endsAt: new Date(Date.parse(startsAt) + durationMs).toISOString() };
  });
  return (
    <>
      <p className="mb-1 font-medium">
        {preview.description}, for {durationWords(durationMs)}
      </p>
      <Spans spans={spans} zone={timeZone} />
      {preview.warnings.map((warning) => (
        <p key={warning} className="text-warning mt-2 text-xs">
          {warning}
        </p>
      ))}
    </>
  );
}

function Spans({ spans, zone }: { spans: readonly Span[]; zone: string }) {
  return (
    <ol className="flex flex-col gap-1">
      {spans.map((span) => (
        <li key={span.startsAt} className="flex items-center gap-2">
          <Hatched className="size-3 shrink-0 rounded-sm" />
          {spanWords(span, zone)}
        </li>
      ))}
    </ol>
  );
}
