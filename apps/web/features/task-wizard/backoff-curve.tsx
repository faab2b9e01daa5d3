'use client';

import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { attemptTimesMs } from './backoff';
import { faultsOfStep } from './task-form-rules';
import type { TaskForm } from './task-form';
import { wholeTaskOf } from './task-of-form';

const [width, margin, baseline] = [640, 14, 26];

/** The attempts of a run that keeps failing, as dots on a line of time. */
export function BackoffCurve() {
  const id = useId();
  const nowMs = useNow(60_000);
  const form = useWatch<TaskForm>() as TaskForm;
  const fields = ['maxRetry', 'backoffBaseS', 'backoffMaxS'];
  if (faultsOfStep(form, 'delivery').some(({ field }) => fields.includes(field))) return null;
  const {
    maxRetry,
    backoffStrategy: strategy,
    backoffBaseMs: baseMs,
    backoffMaxMs: maxMs,
  } = wholeTaskOf(form);
  const times = attemptTimesMs({ strategy, baseMs, maxMs, maxRetry });
  const totalMs = times.at(-1)!;
  const bound = form.backoffJitter ? 'at the latest ' : '';
  const summary =
    maxRetry === 0
      ? 'One attempt, and no other.'
      : `${times.length} attempts, the last one ${bound}${formatDuration(totalMs)} after the first, beside the time that the attempts take.`;
  const lastAt = new Date(nowMs + totalMs).toISOString();
  const xOf = (ms: number): number => margin + (totalMs === 0 ? 0 : (ms / totalMs) * (width - 2 * margin));
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-xs font-medium">
        Attempts in time <span className="text-ink-soft font-normal">· {summary}</span>
        {maxRetry > 0 && (
          <span className="text-ink-soft font-normal">
            {' '}
            If the first began now, the last would begin at <Instant at={lastAt} taskZone={form.timeZone} />.
          </span>
        )}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} 52`}
        role="img"
        aria-labelledby={id}
        className="w-full max-w-3xl overflow-visible"
      >
        <title id={id}>{summary}</title>
        <line
          x1={margin}
          x2={width - margin}
          y1={baseline}
          y2={baseline}
          className="stroke-line-strong"
          strokeWidth="2"
        />
        {times.map((ms, index) => (
          <circle
            key={index}
            cx={xOf(ms)}
            cy={baseline}
            r={times.length > 30 ? 3 : 5}
            className={index === 0 ? 'fill-accent' : 'fill-surface stroke-accent'}
            strokeWidth="2"
          >
            <title>{`Attempt ${index + 1}: ${ms === 0 ? 'at once' : `after ${formatDuration(ms)}`}`}</title>
          </circle>
        ))}
        {labelled(times.map(xOf)).map((index) => (
          <text
            key={index}
            x={xOf(times[index]!)}
            y={48}
            textAnchor={index === 0 ? 'start' : index === times.length - 1 ? 'end' : 'middle'}
            className="fill-ink-soft tabular text-[11px]"
          >
            {index === 0 ? 'at once' : formatDuration(times[index]!)}
          </text>
        ))}
      </svg>
      <AttemptTable times={times} nowMs={nowMs} zone={form.timeZone} />
    </figure>
  );
}

interface AttemptTableProps {
  /** Of each attempt, milliseconds after the first. */
  times: readonly number[];
  nowMs: number;
  zone: string;
}

function AttemptTable({ times, nowMs, zone }: AttemptTableProps) {
  return (
    <details className="mt-1 text-xs">
      <summary className="text-ink-soft cursor-pointer">View as table</summary>
      <table className="mt-1">
        <thead>
          <tr className="text-ink-faint text-left">
            <th scope="col" className="pr-6 font-medium">
              Attempt
            </th>
            <th scope="col" className="pr-6 font-medium">
              After the first
            </th>
            <th scope="col" className="font-medium">
              If it began now
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((ms, index) => (
            <tr key={index}>
              <td className="pr-6">{index + 1}</td>
              <td className="pr-6">{ms === 0 ? 'at once' : formatDuration(ms)}</td>
              <td>
                <Instant at={new Date(nowMs + ms).toISOString()} taskZone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const labelGap = 64;

/** The dots that have room for their time: the first, the last, and what fits between. */
function labelled(xs: readonly number[]): number[] {
  const last = xs.length - 1;
  const shown = [0];
  for (let index = 1; index < last; index += 1) {
    if (xs[index]! - xs[shown.at(-1)!]! >= labelGap && xs[last]! - xs[index]! >= labelGap) shown.push(index);
  }
  return last > 0 ? [...shown, last] : shown;
}
