'use client';

import { useEffect, useRef, useState } from 'react';
import { useAppSelector } from '@/store';
import type { Message } from './activity.api';

/** Screen readers are told at most so often, and nothing when more comes than anybody could listen to. */
const everyMs = 5_000;
const perSecondMax = 10;

/** What is read out of new messages: the one, or how many. Empty until something came after the first reading. */
export function useAnnouncement(channel: string, messages: readonly Message[]): string {
  const isOn = useAppSelector((state) => state.preferences.announcements);
  const [text, setText] = useState('');
  const latest = useRef(messages);
  useEffect(() => {
    latest.current = messages;
  }, [messages]);
  useEffect(() => {
    setText('');
    if (!isOn) return;
    let toldUpTo: string | null = null;
    const timer = setInterval(() => {
      const held = latest.current;
      const newestId = held.at(-1)?.id ?? null;
      const fresh = toldUpTo === null ? [] : held.filter(({ id }) => id > toldUpTo!);
      toldUpTo = newestId ?? toldUpTo;
      if (fresh.length === 0 || fresh.length > (perSecondMax * everyMs) / 1_000) return;
      const [only] = fresh;
      setText(
        fresh.length === 1 ? `${only!.author}: ${only!.body}` : `${fresh.length} new messages in ${channel}`,
      );
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, channel]);
  return text;
}
