'use client';

import { TriangleAlert } from 'lucide-react';
import { problemOf } from '@/api/problem';
import { BlackoutMark } from '@/features/blackouts/blackout-mark';
import { formatAgo } from '@/features/time/format-time';
import { useNow } from '@/features/time/use-clock';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { formatCivil, isTimeZone, offsetNameOf } from '@/features/time/civil-time';
import { localZone } from '@/features/time/local-zone';
import type { PlanKind } from './plan';
import type { PreviewInput, SchedulePreview } from './schedules.api';
import { useSchedulePreviewQuery } from './schedules.api';
import { useSettled } from './use-settled';

export interface SchedulePreviewPanelProps extends Pick<PreviewInput, 'dstGap' | 'dstOverlap'> {
  kind: PlanKind;
  /** Null without one, '' while it is not complete. */
  taskSchedule: string | null;
  timeZone: string;
  runAt: string | null;
  startsAt: string | null;
  endsAt: string | null;
  maxRuns: number | null;
  /** Blackout windows may hold for some tags alone. */
  tags: readonly string[];
  /** Its rate limit may be slower than the schedule; null: none. */
  lane: string | null;
}

const shownMax = 10;

/** What a plan means: in words, and the instants that it comes to; the API's own answer, never a guess of the page. */
export function SchedulePreviewPanel(props: SchedulePreviewPanelProps) {
  const { kind, taskSchedule, timeZone, runAt } = props;
  return (
    <Card
      title="What this means"
      note={taskSchedule ? <code className="font-mono">{taskSchedule}</code> : undefined}
    >
      <div aria-live="polite">
        {taskSchedule !== null && taskSchedule !== '' && isTimeZone(timeZone) && <Recurring {...props} />}
        {taskSchedule === '' && <p className="text-ink-faint">Something is missing above.</p>}
        {kind === 'once' && runAt !== null && <Instants at={[runAt]} timeZone={timeZone} />}
        {kind === 'once' && runAt !== null && <Past at={runAt} />}
        {kind === 'once' && runAt === null && <p className="text-ink-faint">No date and time yet.</p>}
        {kind === 'now' && <p>One run, as soon as the task is created.</p>}
        {kind === 'manual' && <p>No run until somebody asks for one.</p>}
      </div>
    </Card>
  );
}

function Past({ at }: { at: string }) {
  const now = useNow(10_000);
  if (Date.parse(at) > now) return null;
  return (
    <p className="text-warning mt-2">
      This is in the past: it would run at once, and more than an hour back it is refused.
    </p>
  );
}

function Recurring(props: SchedulePreviewPanelProps) {
  const { taskSchedule, timeZone, startsAt, endsAt, maxRuns, dstGap, dstOverlap, tags, lane } = props;
  const asked = useSettled(
    JSON.stringify({
      taskSchedule,
      timeZone,
      dstGap,
      dstOverlap,
      tags,
      lane: lane ?? undefined,
      count: shownMax,
      from: fromOf(startsAt),
    }),
    250,
  );
  const { currentData, data, error, isFetching } = useSchedulePreviewQuery(JSON.parse(asked) as PreviewInput);
  if (error !== undefined && currentData === undefined && !isFetching) {
    return <p className="text-danger font-medium">{problemOf(error).message}</p>;
  }
  const preview = currentData ?? data;
  if (preview === undefined) return <p className="text-ink-faint min-h-72">Asking when …</p>;
  const within = preview.next.filter((at) => endsAt === null || Date.parse(at) <= Date.parse(endsAt));
  const next = within.slice(0, maxRuns ?? shownMax);
  return (
    <div className={classNames('flex flex-col gap-3', isFetching && 'opacity-60')}>
      <p className="text-base font-medium">
        {preview.description} <span className="text-ink-soft text-sm font-normal">· {timeZone}</span>
      </p>
      {preview.warnings.map((warning) => (
        <p key={warning} className="bg-warning-soft text-warning flex gap-2 rounded-md px-3 py-2">
          <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
          {warning}
        </p>
      ))}
      <Instants at={next} blackouts={preview.blackouts} timeZone={timeZone} />
      {next.length < shownMax && next.length > 0 && <p className="text-ink-soft">Then it ends.</p>}
      {next.length === 0 && <p className="text-danger font-medium">No run comes of this.</p>}
    </div>
  );
}

/** An instant strictly after which the first is looked for; one that lies back is no matter. */
function fromOf(startsAt: string | null): string | undefined {
  if (startsAt === null || Date.parse(startsAt) <= Date.now()) return undefined;
  return new Date(Date.parse(startsAt) - 1).toISOString();
}

function Instants({
  at,
  blackouts = [],
  timeZone,
}: {
  at: readonly string[];
  /** The window that each lies in. */
  blackouts?: SchedulePreview['blackouts'];
  timeZone: string;
}) {
  const now = useNow(10_000);
  if (at.length === 0) return null;
  const local = localZone();
  const isElsewhere = local !== timeZone;
  return (
    <div className="overflow-x-auto">
      <table className="w-full max-w-3xl text-left">
        <caption className="text-ink-soft pb-1 text-left text-xs">
          {at.length === 1 ? 'The run' : `The next ${at.length} runs`}
        </caption>
        <thead className="text-ink-faint text-xs">
          <tr>
            <th scope="col" className="pr-4 pb-1 font-medium">
              {timeZone}
            </th>
            {isElsewhere && (
              <th scope="col" className="pr-4 pb-1 font-medium">
                Here ({local})
              </th>
            )}
            <th scope="col" className="pb-1 font-medium">
              From now
            </th>
          </tr>
        </thead>
        <tbody>
          {at.map((iso, index) => (
            <tr key={iso} className="border-line border-t whitespace-nowrap">
              <td className="py-1 pr-4">
                <time dateTime={iso}>{formatCivil(iso, timeZone)}</time>{' '}
                <span className="text-ink-faint text-xs">{offsetNameOf(timeZone, Date.parse(iso))}</span>{' '}
                {blackouts[index] && <BlackoutMark name={blackouts[index].name} className="align-middle" />}
              </td>
              {isElsewhere && <td className="text-ink-soft py-1 pr-4">{formatCivil(iso, local)}</td>}
              <td className="text-ink-soft py-1">{formatAgo(iso, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
