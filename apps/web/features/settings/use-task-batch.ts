'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { notify, notifyProblem } from '@/ui/notify';
import type { BatchResults } from './settings.api';
import { useCreateTaskBatchMutation } from './settings.api';
import { batchMax } from './task-rows';

export type BatchResult = BatchResults['results'][number];

export interface TaskBatch {
  /** What became of each, by its place in the list; null before. */
  results: ReadonlyMap<number, BatchResult> | null;
  isMaking: boolean;
  /** How many were sent so far. */
  sent: number;
  make: (tasks: readonly unknown[]) => Promise<void>;
  forget: () => void;
}

/** Makes tasks, a hundred at a time, each made or refused by itself. */
export function useTaskBatch(): TaskBatch {
  const [create] = useCreateTaskBatchMutation();
  const [results, setResults] = useState<ReadonlyMap<number, BatchResult> | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const make = async (tasks: readonly unknown[]): Promise<void> => {
    const all = new Map<number, BatchResult>();
    for (let from = 0; from < tasks.length; from += batchMax) {
      setSent(from);
      const { data, error } = await create(tasks.slice(from, from + batchMax));
      if (error !== undefined) {
        notifyProblem(problemOf(error));
        break;
      }
      for (const result of data.results) all.set(from + result.index, result);
      setResults(new Map(all));
    }
    setSent(null);
    const made = [...all.values()].filter(({ status }) => status === 201).length;
    if (made > 0) notify(made === 1 ? '1 task is made.' : `${made} tasks are made.`);
  };
  return { results, isMaking: sent !== null, sent: sent ?? 0, make, forget: () => setResults(null) };
}
