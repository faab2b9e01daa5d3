'use client';

import type { ReactNode } from 'react';
import { laneHref } from '@/features/lanes/lanes-link';
import { formatCount } from '@/features/time/format-time';
import { Ago, Countdown } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { LoadingRows } from '@/ui/states';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import { useWidthStep } from '@/ui/use-width-step';
import type { OrphanedHint, StalledQueue, StalledRun } from './queue.api';
import { useStalledQueueQuery } from './queue.api';
import type { StalledWords } from './stalled-words';
import { endOf, wordsOfHint, wordsOfRun } from './stalled-words';

/** What has lost its listener, its hint or its run, and what becomes of it. */
export function StalledCard() {
  const query = useStalledQueueQuery();
  return (
    <Card title="Stalled and orphaned" note="now" flush>
      <Answered query={query} loading={<LoadingRows rows={2} label="Loading what is stalled" />}>
        {(queue) => <Stalled queue={queue} />}
      </Answered>
    </Card>
  );
}

/** One run or hint, whatever it is drawn as. */
interface Line {
  key: string;
  what: ReactNode;
  words: StalledWords;
  listener: string;
  since: string;
  next: ReactNode;
}

function Stalled({ queue }: { queue: StalledQueue }) {
  const isNarrow = useWidthStep() < 1024;
  const lines = [
    ...queue.runs.map((run) => lineOfRun(run, queue.publishersAtWork > 0)),
    ...(queue.hints ?? []).map(lineOfHint),
  ];
  return (
    <>
      {lines.length === 0 ? <Nothing /> : isNarrow ? <Cards lines={lines} /> : <Lines lines={lines} />}
      <Bounds queue={queue} />
    </>
  );
}

function Nothing() {
  return (
    <p className="text-ink-faint px-4 pt-1 pb-4">
      Nothing is. Each run under way has a listener that is heard of, each due run a hint, and each hint a run
      that is open.
    </p>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <Table caption="Stalled runs and orphaned hints">
      <thead>
        <tr>
          <ColumnHead>What</ColumnHead>
          <ColumnHead>Why</ColumnHead>
          <ColumnHead>Listener</ColumnHead>
          <ColumnHead>Since</ColumnHead>
          <ColumnHead>What happens</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, what, words, listener, since, next }) => (
          <Row key={key}>
            <th scope="row" className="px-3 py-2 text-left font-normal">
              {what}
            </th>
            <Cell>
              <WhyBadge words={words} />
            </Cell>
            <Cell className="text-ink-soft">{listener}</Cell>
            <Cell className="whitespace-nowrap">
              <Ago at={since} />
            </Cell>
            <Cell>{next}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Cards({ lines }: { lines: readonly Line[] }) {
  return (
    <ul aria-label="Stalled runs and orphaned hints">
      {lines.map(({ key, what, words, listener, since, next }) => (
        <li key={key} className="border-line flex flex-col gap-1 border-b px-4 py-3 last:border-b-0">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <WhyBadge words={words} />
            <Ago at={since} className="text-ink-faint text-xs" />
          </div>
          <div>{what}</div>
          <p className="text-ink-soft text-xs">
            {next}
            {listener !== none && ` Listener: ${listener}.`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function WhyBadge({ words: { label, tone, because } }: { words: StalledWords }) {
  return (
    <Badge tone={tone} title={because}>
      {label}
      <span className="sr-only">. {because}</span>
    </Badge>
  );
}

/** What the list cannot tell at the moment. */
function Bounds({ queue: { hints, isWhole } }: { queue: StalledQueue }) {
  if (isWhole) return null;
  return (
    <p className="text-ink-faint border-line border-t px-4 py-2 text-xs">
      {hints === null
        ? 'The queue does not answer: which hints and runs have lost each other is not known.'
        : 'More lies in the queue than is looked through: which due runs have no hint is not known.'}
    </p>
  );
}

const none = '–';

function lineOfRun(run: StalledRun, isRescued: boolean): Line {
  const { id, taskName, lane, taskId, listener, since } = run;
  return {
    key: id,
    what: (
      <>
        <Link href={`/runs/${id}`} className="font-medium hover:underline">
          {taskName}
        </Link>
        {lane !== null && lane !== taskId && (
          <span className="text-ink-faint block text-xs">
            lane{' '}
            <Link href={laneHref(lane)} className="hover:underline">
              {lane}
            </Link>
          </span>
        )}
      </>
    ),
    words: wordsOfRun(run),
    listener: listener === null ? none : nameOf(listener),
    since,
    next: isRescued ? (
      <Rescue run={run} />
    ) : (
      'Nothing, until a publisher is at work: it takes back what was lost.'
    ),
  };
}

const nameOf = ({ id, host, pid }: NonNullable<StalledRun['listener']>): string =>
  host === null ? `${id.slice(-8)}, not registered` : `${host}, pid ${pid}`;

function lineOfHint(hint: OrphanedHint): Line {
  const { id, priority, runs, since, droppedFrom } = hint;
  return {
    key: `hint ${id}`,
    what: (
      <>
        {runs === 0 ? 'A hint' : `A hint for ${formatCount(runs, 'run')}`}
        <span className="text-ink-faint block font-mono text-xs break-all">{id}</span>
      </>
    ),
    words: wordsOfHint(hint),
    listener: none,
    since,
    next: <Dropped at={droppedFrom} priority={priority} />,
  };
}

function Rescue({ run }: { run: StalledRun }) {
  if (run.reason === 'no_hint') return 'Listeners are told of it again with the next pass of a publisher.';
  return (
    <>
      Taken back <Soon at={run.rescuedFrom} />, {endOf(run)}.
    </>
  );
}

/** When a pass of a publisher comes to it. */
function Soon({ at }: { at: string }) {
  const now = useNow(1_000);
  return Date.parse(at) <= now ? 'with the next pass of a publisher' : <Countdown to={at} />;
}

function Dropped({ at, priority }: { at: string; priority: string }) {
  const now = useNow(1_000);
  if (Date.parse(at) <= now)
    return `Dropped by the listener that takes it, in its turn among the ${priority} ones. Nothing is sent.`;
  return (
    <>
      Dropped <Countdown to={at} />, when it is due. Nothing is sent.
    </>
  );
}
