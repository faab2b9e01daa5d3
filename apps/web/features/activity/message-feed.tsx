'use client';

import { ArrowDown, MessagesSquare } from 'lucide-react';
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { EmptyState, LoadingRows } from '@/ui/states';
import type { MessageFilter } from './group-messages';
import { filterMessages, groupMessages } from './group-messages';
import { MessageList } from './message-list';
import { useAnnouncement } from './use-announcement';
import type { UseChannel } from './use-channel';

export interface MessageFeedProps {
  channel: UseChannel;
  filter: MessageFilter;
  onClearFilter: () => void;
}

const nearEndPx = 40;

/** The messages of a channel. It stays at its end while one reads there, and stands still while one reads above. */
export function MessageFeed({ channel, filter, onClearFilter }: MessageFeedProps) {
  const { messages, activeChannel, hasEarlier, isLoading, isCleared, loadEarlier, showLatest } = channel;
  const { box, isAtEnd, missed, toEnd, onScroll } = useEnd(channel);
  const { writers, least } = filter;
  const text = useDeferredValue(filter.text);
  const shown = useMemo(
    () => filterMessages(messages, { text, writers, least }),
    [messages, text, writers, least],
  );
  const groups = useMemo(() => groupMessages(shown), [shown]);
  const announcement = useAnnouncement(activeChannel, messages);
  return (
    <div className="relative">
      <div
        ref={box}
        role="log"
        aria-live="off"
        aria-label={`Messages of ${activeChannel}`}
        tabIndex={0}
        onScroll={onScroll}
        className="border-line h-[calc(100dvh-24rem)] min-h-72 overflow-y-auto border-y py-2 [overflow-anchor:none]"
      >
        {hasEarlier && (
          <ReadOn busy={isLoading} onClick={loadEarlier}>
            Show earlier messages
          </ReadOn>
        )}
        {messages.length === 0 && isLoading && <LoadingRows label="Loading the messages" />}
        {messages.length === 0 && !isLoading && (
          <Empty isCleared={isCleared} name={activeChannel} onShow={showLatest} />
        )}
        {messages.length > 0 && shown.length === 0 && (
          <EmptyState
            title="The filter hides all of them"
            actions={<Button onClick={onClearFilter}>Clear the filter</Button>}
          >
            {messages.length} messages are held; none of them matches.
          </EmptyState>
        )}
        <MessageList groups={groups} />
        {channel.hasLater && messages.length > 0 && (
          <ReadOn busy={isLoading} onClick={channel.loadLater}>
            Show later messages
          </ReadOn>
        )}
      </div>
      {(!isAtEnd || channel.hasLater) && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button
            look="primary"
            className="shadow-float pointer-events-auto rounded-full"
            icon={<ArrowDown size={14} aria-hidden />}
            onClick={toEnd}
          >
            {missed > 0 ? `${missed} new – to the latest` : 'To the latest'}
          </Button>
        </div>
      )}
      <p className="sr-only" aria-live="polite">
        {announcement}
      </p>
    </div>
  );
}

function ReadOn(props: { busy: boolean; onClick: () => void; children: string }) {
  return (
    <div className="flex justify-center py-1">
      <Button look="quiet" {...props} />
    </div>
  );
}

function Empty({ isCleared, name, onShow }: { isCleared: boolean; name: string; onShow: () => void }) {
  if (isCleared) {
    return (
      <EmptyState title="The view is cleared" actions={<Button onClick={onShow}>Show the messages</Button>}>
        Nothing was deleted. What is posted from now on appears here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<MessagesSquare size={28} />} title={`Nothing was posted in ${name} yet`}>
      Runs that fail and tasks that are paused are posted in general, and operators write to each other.
    </EmptyState>
  );
}

/** Where the box is scrolled to, and what came while that was not its end. */
function useEnd(channel: UseChannel) {
  const { messages, activeChannel, isAtEnd, hasLater, showLatest, scroll } = channel;
  const box = useRef<HTMLDivElement>(null);
  const [seenId, setSeenId] = useState<string | null>(null);
  const places = useRef<Places>({});
  const [firstId, lastId] = [messages[0]?.id, messages.at(-1)?.id];
  const toEnd = (): void => {
    const { current } = box;
    if (hasLater) showLatest();
    else if (current !== null) current.scrollTop = current.scrollHeight;
    scroll(true);
  };
  useLayoutEffect(() => setSeenId(null), [activeChannel]);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    // What is read stays where it was, whatever came or went above it.
    if (isAtEnd) current.scrollTop = current.scrollHeight;
    else current.scrollTop += movedBy(current, places.current);
    places.current = placesOf(current, [firstId, lastId]);
    if (isAtEnd) setSeenId(lastId ?? null);
  }, [isAtEnd, firstId, lastId]);
  const onScroll = (): void => {
    const { current } = box;
    if (current === null) return;
    places.current = placesOf(current, [firstId, lastId]);
    const isNearEnd = current.scrollHeight - current.scrollTop - current.clientHeight < nearEndPx;
    if (isNearEnd !== isAtEnd) scroll(isNearEnd);
  };
  const missed = seenId === null ? 0 : messages.filter(({ id }) => id > seenId).length;
  return { box, isAtEnd, missed: isAtEnd ? 0 : missed, toEnd, onScroll };
}

/** How far messages are from the top of all that the box holds, by their ids. */
type Places = Readonly<Record<string, number>>;

function placeOf(box: HTMLElement, id: string): number | undefined {
  const top = box.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect().top;
  return top === undefined ? undefined : top - box.getBoundingClientRect().top + box.scrollTop;
}

function placesOf(box: HTMLElement, ids: readonly (string | undefined)[]): Places {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const top = id === undefined ? undefined : placeOf(box, id);
      return id === undefined || top === undefined ? [] : [[id, top]];
    }),
  );
}

/** How far the first of these that is still there has moved. */
function movedBy(box: HTMLElement, before: Places): number {
  for (const [id, top] of Object.entries(before)) {
    const now = placeOf(box, id);
    if (now !== undefined) return now - top;
  }
  return 0;
}
