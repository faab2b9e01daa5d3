'use client';

import type { ReactNode } from 'react';
import type { Task } from '@/features/tasks/tasks.api';
import { Ago, Instant } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState, LoadingRows } from '@/ui/states';
import type { TaskHistoryEntry } from './task-detail.api';
import { useTaskHistoryPagesInfiniteQuery } from './task-detail.api';
import type { SettingChange } from './task-history';
import { RestoreButton } from './restore-button';
import { actionWords, changesOf, setsValues } from './task-history';

/** Who did what with the task, and what that changed. */
export function HistoryTab({ task }: { task: Task }) {
  const pages = useTaskHistoryPagesInfiniteQuery(task.id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  return (
    <Answered query={pages} loading={<LoadingRows rows={6} label="Loading the history" />}>
      {(data) => (
        <Entries entries={data.pages.flatMap(({ items }) => items)} task={task}>
          {hasNextPage && (
            <Button className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show earlier
            </Button>
          )}
        </Entries>
      )}
    </Answered>
  );
}

interface EntriesProps {
  entries: readonly TaskHistoryEntry[];
  task: Task;
  /** What leads on to the earlier ones. */
  children: ReactNode;
}

function Entries({ entries, task, children }: EntriesProps) {
  const present = entries.findIndex(setsValues);
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing is on record">
        It was made together with others, or by a file; changes from now on are listed here.
      </EmptyState>
    );
  }
  return (
    <Card title="History" note="From the audit log; secrets are masked">
      <ol className="flex flex-col gap-4">
        {entries.map((entry, index) => (
          <Entry
            key={entry.id}
            entry={entry}
            older={entries.slice(index + 1)}
            task={task}
            // What the newest of them has set is so already.
            isPast={setsValues(entry) && index > present}
          />
        ))}
      </ol>
      {children}
    </Card>
  );
}

interface EntryProps {
  entry: TaskHistoryEntry;
  older: readonly TaskHistoryEntry[];
  task: Task;
  /** Whether the settings were others after it than they are. */
  isPast: boolean;
}

function Entry({ entry, older, task, isPast }: EntryProps) {
  const changes = changesOf(entry, older);
  return (
    <li className="border-line min-w-0 border-l-2 pl-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <strong>{actionWords(entry.action)}</strong>
        <span>by {entry.actor}</span>
        <Instant at={entry.createdAt} taskZone={task.timeZone} className="text-ink-soft" />
        <span className="text-ink-faint text-xs">
          <Ago at={entry.createdAt} />
        </span>
        {isPast && <RestoreButton task={task} entry={entry} />}
      </p>
      {changes.length > 0 && (
        <ul className="bg-sunken mt-1.5 flex flex-col rounded-md p-2 font-mono text-xs">
          {changes.map((change) => (
            <Change key={change.name} change={change} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Change({ change: { name, before, after } }: { change: SettingChange }) {
  const isSame = before === after;
  return (
    <li className="grid grid-cols-1 gap-x-3 py-0.5 sm:grid-cols-[11rem_1fr]">
      <span className="text-ink-soft">{name}</span>
      <span className="min-w-0 break-words">
        {before !== null && !isSame && (
          <del className="text-danger mr-2">
            <span className="sr-only">from </span>
            {before}
          </del>
        )}
        <ins className="text-success no-underline">
          <span className="sr-only">to </span>
          {after}
        </ins>
        {isSame && <span className="text-ink-faint"> (as before)</span>}
      </span>
    </li>
  );
}
