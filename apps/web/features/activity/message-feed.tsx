'use client';

import { ArrowDown, MessagesSquare } from 'lucide-react';
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { EmptyState, LoadingRows } from '@/ui/states';
import type { Writers } from './group-messages';
import { filterMessages, groupMessages } from './group-messages';
import { MessageList } from './message-list';
import { useAnnouncement } from './use-announcement';
import type { UseChannel } from './use-channel';

export interface MessageFeedProps {
  channel: UseChannel;
  text: string;
  writers: Writers;
  onClearFilter: () => void;
}

const nearEndPx = 40;

/** The messages of a channel. It stays at its end while one reads there, and stands still while one reads above. */
export function MessageFeed({ channel, text, writers, onClearFilter }: MessageFeedProps) {
  const { messages, activeChannel, earlier, isLoading, isCleared, loadEarlier, showMessages } = channel;
  const { box, isAtEnd, missed, toEnd, onScroll } = useEnd(channel);
  const words = useDeferredValue(text);
  const shown = useMemo(() => filterMessages(messages, words, writers), [messages, words, writers]);
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
        className="border-line h-[calc(100dvh-24rem)] min-h-72 overflow-y-auto border-y py-2"
      >
        {earlier !== null && (
          <div className="flex justify-center pb-2">
            <Button look="quiet" busy={isLoading} onClick={loadEarlier}>
              Show earlier messages
            </Button>
          </div>
        )}
        {messages.length === 0 && isLoading && <LoadingRows label="Loading the messages" />}
        {messages.length === 0 && !isLoading && (
          <Empty isCleared={isCleared} name={activeChannel} onShow={showMessages} />
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
      </div>
      {!isAtEnd && (
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
function useEnd({ messages, activeChannel }: UseChannel) {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seenId, setSeenId] = useState<string | null>(null);
  const heightBefore = useRef<{ first: string | undefined; height: number }>({ first: undefined, height: 0 });
  const newestId = messages.at(-1)?.id ?? null;
  const first = messages[0]?.id;
  const toEnd = (): void => {
    const { current } = box;
    if (current !== null) current.scrollTop = current.scrollHeight;
    setAtEnd(true);
  };
  useLayoutEffect(() => {
    setAtEnd(true);
    setSeenId(null);
  }, [activeChannel]);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const { height, first: before } = heightBefore.current;
    // Earlier messages push what is read down: it is held where it was.
    if (!isAtEnd && first !== before) current.scrollTop += current.scrollHeight - height;
    heightBefore.current = { first, height: current.scrollHeight };
    if (!isAtEnd) return;
    current.scrollTop = current.scrollHeight;
    setSeenId(newestId);
  }, [isAtEnd, newestId, first]);
  const onScroll = (): void => {
    const { current } = box;
    if (current === null) return;
    setAtEnd(current.scrollHeight - current.scrollTop - current.clientHeight < nearEndPx);
  };
  const missed = seenId === null ? 0 : messages.filter(({ id }) => id > seenId).length;
  return { box, isAtEnd, missed: isAtEnd ? 0 : missed, toEnd, onScroll };
}
