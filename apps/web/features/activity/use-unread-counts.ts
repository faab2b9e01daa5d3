'use client';

import { useEffect, useRef } from 'react';
import { useAppDispatch, useAppSelector } from '@/store';
import type { Channel } from './activity.api';
import { useLazyMessagePageQuery } from './activity.api';
import { unreadCounted } from './activity.slice';
import { markRead, readMarks } from './read-marks';

/** As many as one page has. */
export const unreadCountMax = 100;

/** Counts what was posted since this browser last showed each channel, and takes what is shown for read. */
export function useUnreadCounts(channels: readonly Channel[] | undefined): void {
  const { activeChannel, messages } = useAppSelector((state) => state.activity);
  const [readPage] = useLazyMessagePageQuery();
  const dispatch = useAppDispatch();
  const counted = useRef(new Set<string>());
  const newest = messages.at(-1);

  useEffect(() => {
    if (newest?.channel === activeChannel && !document.hidden) markRead(activeChannel, newest.id);
  }, [newest, activeChannel]);

  useEffect(() => {
    const marks = readMarks();
    for (const { name, lastMessageId } of channels ?? []) {
      const mark = marks[name] ?? '';
      if (counted.current.has(name)) continue;
      counted.current.add(name);
      if (lastMessageId === null || lastMessageId <= mark) continue;
      void readPage({ name }).then(({ data }) => {
        const count = data?.items.filter(({ id }) => id > mark).length ?? 0;
        dispatch(unreadCounted({ channel: name, count }));
      });
    }
  }, [channels, readPage, dispatch]);
}
