'use client';

import { useEffect, useState } from 'react';
import { useAppSelector } from '@/store';
import type { RunUpdated, TaskUpdated } from './live-connection';
import { summariseChanges } from './summarise-changes';
import { useLive } from './use-live';

/** At most so often is anything read out. */
const everyMs = 5_000;

/** Reads changes out to those who do not see the page: one polite sentence for all that came in a while. */
export function Announcer() {
  const isOn = useAppSelector((state) => state.preferences.announcements);
  const { connection, isPaused } = useLive();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (connection === null || !isOn || isPaused) return;
    const tasks = new Map<string, string>();
    const runs = new Map<string, string>();
    const onTask = ({ id, status }: TaskUpdated): void => void tasks.set(id, status);
    const onRun = ({ id, status }: RunUpdated): void => void runs.set(id, status);
    const timer = setInterval(() => {
      const summary = summariseChanges([...tasks.values()], [...runs.values()]);
      tasks.clear();
      runs.clear();
      // The same words twice would not be read again.
      setWords(summary);
    }, everyMs);
    connection.socket.on('task.updated', onTask).on('run.updated', onRun);
    return () => {
      clearInterval(timer);
      connection.socket.off('task.updated', onTask).off('run.updated', onRun);
    };
  }, [connection, isOn, isPaused]);
  return (
    <p role="status" aria-label="Changes" className="sr-only">
      {words}
    </p>
  );
}
