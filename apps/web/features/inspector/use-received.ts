'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import type { ReceivedRequest, ReceiverStats } from './inspector.api';
import { useLazyReceivedSinceQuery } from './inspector.api';
import { joinReceived } from './received';

const everyMs = 1_000;

export interface Received {
  requests: readonly ReceivedRequest[];
  /** Null until the first answer. */
  isRead: boolean;
  problem: Problem | null;
  /** Reads at once, also while it is paused. */
  readAgain: () => void;
  /** One that was deleted. */
  forget: (number: number) => void;
}

/** What the receiver gets, a second later at most, while somebody looks. */
export function useReceived(stats: ReceiverStats | null, isPaused: boolean): Received {
  const [requests, setRequests] = useState<readonly ReceivedRequest[]>([]);
  const [isRead, setRead] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [readSince] = useLazyReceivedSinceQuery();
  const last = useRef(0);
  const pinned = useRef<readonly number[]>([]);
  useEffect(() => {
    pinned.current = stats?.pinned ?? [];
  }, [stats]);

  const read = useCallback(async () => {
    const { data, error } = await readSince(last.current);
    if (data === undefined) return setProblem(problemOf(error));
    last.current = data.last;
    setProblem(null);
    setRead(true);
    setRequests((held) => joinReceived(held, data.items, pinned.current));
  }, [readSince]);

  useEffect(() => {
    if (isPaused) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async (): Promise<void> => {
      if (!document.hidden) await read();
      if (!isOver) timer = setTimeout(() => void next(), everyMs);
    };
    void next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [read, isPaused]);

  // It counts less than is held: it was reset, or is another process and numbers anew.
  const counted = stats?.count ?? null;
  useEffect(() => {
    setRequests((held) => {
      if (counted === null || counted >= Math.min(held.length, 100)) return held;
      last.current = 0;
      return [];
    });
  }, [counted]);
  const forget = useCallback(
    (number: number) => setRequests((held) => held.filter((each) => each.number !== number)),
    [],
  );
  return { requests, isRead, problem, readAgain: () => void read(), forget };
}
