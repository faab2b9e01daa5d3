'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { useSettled } from '@/features/schedules/use-settled';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { ProblemPanel } from '@/ui/states';
import type { CleanedUpOld, OldDays, TimedOutStale } from './settings.api';
import { useCleanUpOldMutation, useOldDaysQuery, useTimeOutStaleMutation } from './settings.api';
import { SettingsSection } from './settings-section';

/** What publishers do from time to time, done at once. */
export function RetentionSection() {
  return (
    <SettingsSection
      title="Retention and clean-up"
      needs="admin"
      lead="Publishers do both by themselves. Here they are done at once."
    >
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <OldRuns />
        <StaleRuns />
      </div>
    </SettingsSection>
  );
}

const daysMax = 36_500;

function OldRuns() {
  const [cleanUp, { data, error, isLoading }] = useCleanUpOldMutation();
  const [text, setText] = useState('7');
  const [isAsking, setAsking] = useState(false);
  const days = Number(text);
  const isRight = /^\d+$/.test(text) && days >= 1 && days <= daysMax;
  const confirm = async (): Promise<void> => {
    await cleanUp(days);
    setAsking(false);
  };
  return (
    <Card title="Delete old runs">
      <div className="flex flex-col gap-4">
        <p>
          Runs, attempts and their history are kept by the day. Publishers delete days beyond{' '}
          <code className="font-mono text-xs">CARILLON_RETENTION_DAYS</code> (7 unless it is set) by
          themselves. Today, yesterday and days with an open run stay.
        </p>
        <Field
          label="Delete days older than"
          hint="In days, from 1."
          error={isRight ? null : `A whole number from 1 to ${formatNumber(daysMax)}.`}
          className="max-w-48"
        >
          <Input inputMode="numeric" value={text} onChange={(event) => setText(event.target.value.trim())} />
        </Field>
        {isRight && <WhatGoes days={days} />}
        <Button look="danger" disabled={!isRight} className="self-start" onClick={() => setAsking(true)}>
          {isRight ? `Delete runs older than ${daysOf(days)}` : 'Delete old runs'}
        </Button>
        <Result error={error} result={data === undefined ? null : <Dropped dropped={data.dropped} />} />
      </div>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Delete all runs older than ${daysOf(days)}?`}
        description="With their attempts and their history, of all tasks. The tasks stay. This cannot be undone."
        action="Delete old runs"
        typed={String(days)}
        busy={isLoading}
        onConfirm={() => void confirm()}
      />
    </Card>
  );
}

/** Asked once the number has been written. */
function WhatGoes({ days }: { days: number }) {
  const asked = useSettled(String(days), 300);
  const { currentData: old, error, isFetching } = useOldDaysQuery(Number(asked));
  const words = asked !== String(days) || isFetching ? 'Looking what that is …' : (old && wordsOf(old)) || '';
  return (
    <p role="status" aria-label="What would go" className="text-ink-soft min-h-5">
      {error === undefined ? words : problemOf(error).message}
    </p>
  );
}

function wordsOf({ days, tables, runs, attempts, heldDays }: OldDays): string {
  const held =
    heldDays === 0 ? '' : ` ${daysOf(heldDays)} with an open run ${heldDays === 1 ? 'stays' : 'stay'}.`;
  if (tables === 0) return `Nothing is that old.${held}`;
  return `${daysOf(days)} would go: ${countOf(runs, 'run')} with ${countOf(attempts, 'attempt')}, in ${formatCount(tables, 'table')}.${held}`;
}

/** The API counts no further. */
const countedMax = 1_000_000;
const countOf = (count: number, noun: string): string =>
  count < countedMax ? formatCount(count, noun) : `${formatNumber(countedMax)} ${noun}s or more`;

const daysOf = (days: number): string => formatCount(days, 'day');

function Dropped({ dropped }: { dropped: CleanedUpOld['dropped'] }) {
  const days = new Set(dropped.map((name) => name.split('_').at(-1))).size;
  if (days === 0) return <p>There was nothing that old.</p>;
  return (
    <>
      <p>{`${daysOf(days)} of runs, attempts and history deleted.`}</p>
      <details className="mt-1">
        <summary className="text-ink-soft cursor-pointer py-1 text-xs">Tables that are gone</summary>
        <ul className="max-h-40 overflow-y-auto font-mono text-xs">
          {dropped.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function StaleRuns() {
  const [timeOut, { data, error, isLoading }] = useTimeOutStaleMutation();
  const [isAsking, setAsking] = useState(false);
  const confirm = async (): Promise<void> => {
    await timeOut();
    setAsking(false);
  };
  return (
    <Card title="Time out what is stale">
      <div className="flex flex-col gap-4">
        <p>
          Ends attempts whose outcome nobody will bring: of listeners that are gone, of runs past their
          deadline, of call-backs that did not come. Each is tried again, fails or is abandoned, as its task
          says.
        </p>
        <Button className="self-start" onClick={() => setAsking(true)}>
          Time out stale runs
        </Button>
        <Result error={error} result={data === undefined ? null : <TimedOut counts={data} />} />
      </div>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        look="primary"
        title="Time out all stale runs?"
        description="Runs of listeners that live are not touched."
        action="Time out stale runs"
        busy={isLoading}
        onConfirm={() => void confirm()}
      />
    </Card>
  );
}

function TimedOut({ counts: { retrying, failed, abandoned } }: { counts: TimedOutStale }) {
  if (retrying + failed + abandoned === 0) return <p>Nothing was stale.</p>;
  return (
    <p>
      {`${formatNumber(retrying)} tried again, ${formatNumber(failed)} failed, ${formatNumber(abandoned)} abandoned.`}
    </p>
  );
}

function Result({ error, result }: { error: unknown; result: ReactNode }) {
  const problem: Problem | null = error === undefined ? null : problemOf(error);
  return (
    <div role="status" aria-label="Result">
      {problem !== null ? <ProblemPanel problem={problem} /> : result !== null && <Done>{result}</Done>}
    </div>
  );
}

function Done({ children }: { children: ReactNode }) {
  return <div className="bg-success-soft rounded-md px-3 py-2">{children}</div>;
}
