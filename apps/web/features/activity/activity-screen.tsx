'use client';

import { CircleStop, Eraser, Pause, Play, Rows3 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { useRole } from '@/features/session/use-role';
import { useShortcuts } from '@/features/shell/shortcuts';
import { formatNumber } from '@/features/time/format-time';
import { useQueryState } from '@/features/url/use-query-state';
import { useAppDispatch, useAppSelector } from '@/store';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { Input, Select } from '@/ui/field';
import { Page } from '@/ui/page';
import { defaultChannel, messagesMax } from './activity.slice';
import { ChannelList } from './channel-list';
import { ConnectionCard } from './connection-card';
import { ChannelName } from './channel-name';
import type { LeastLevel, MessageFilter, Writers } from './group-messages';
import { MessageBox } from './message-box';
import { MessageFeed } from './message-feed';
import { useChannel } from './use-channel';
import type { UseChannel } from './use-channel';
import { Watchers } from './watchers';

/** What happens, and what people say about it, channel by channel. */
export function ActivityScreen() {
  const channel = useChannel();
  const { get, set } = useQueryState();
  const { activeChannel, switchChannel, togglePause, participants, rereads } = channel;
  const wanted = get('channel') ?? defaultChannel;
  const [text, setText] = useState(get('q') ?? '');
  const filter = { text, writers: (get('by') ?? 'all') as Writers, least: leastOf(get('level')) };
  useEffect(() => {
    if (wanted !== activeChannel) switchChannel(wanted);
  }, [wanted, activeChannel, switchChannel]);
  useShortcuts(
    useMemo(() => ({ p: { does: 'Pause the feed, or let it go on', run: togglePause } }), [togglePause]),
  );
  const setWords = (words: string): void => {
    setText(words);
    set({ q: words });
  };
  const switchTo = (name: string): void => set({ channel: name === defaultChannel ? null : name }, 'push');
  return (
    <Page
      title="Activity"
      description="Failures, pauses and messages, as they happen."
      badge={<ChannelBadge channel={channel} />}
      actions={<StartStop channel={channel} />}
    >
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[13rem_minmax(0,1fr)_15rem]">
        <ChannelList active={wanted} onSwitch={switchTo} />
        <Card
          title={
            <span className="font-mono">
              #<ChannelName name={activeChannel} />
            </span>
          }
          flush
          actions={<FeedTools channel={channel} />}
        >
          <FeedFilters filter={filter} onText={setWords} onChange={set} />
          <MessageFeed
            channel={channel}
            filter={filter}
            onClearFilter={() => {
              setText('');
              set({ q: null, by: null, level: null });
            }}
          />
          <MessageBox channel={channel} />
          <Bounds />
        </Card>
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-1">
          <Watchers participants={participants} />
          <ConnectionCard rereads={rereads} />
        </div>
      </div>
    </Page>
  );
}

interface FeedFiltersProps {
  filter: MessageFilter;
  onText: (words: string) => void;
  onChange: (values: Record<string, string | null>) => void;
}

/** What of the feed is shown. */
function FeedFilters({ filter: { text, writers, least }, onText, onChange }: FeedFiltersProps) {
  return (
    <div className="flex flex-wrap gap-2 px-3 pb-2">
      <Input
        data-filter-box
        type="search"
        aria-label="Filter the messages"
        placeholder="Filter: words, a name, an id"
        value={text}
        onChange={({ target }) => onText(target.value)}
        className="flex-1"
      />
      <Select
        aria-label="Whose messages"
        value={writers}
        onChange={({ target }) => onChange({ by: target.value === 'all' ? null : target.value })}
        className="w-auto!"
      >
        <option value="all">All</option>
        <option value="people">People</option>
        <option value="carillon">Carillon</option>
      </Select>
      <Select
        aria-label="Level"
        value={least}
        onChange={({ target }) => onChange({ level: target.value === 'info' ? null : target.value })}
        className="w-auto!"
      >
        <option value="info">Every level</option>
        <option value="warning">Warnings and errors</option>
        <option value="error">Errors</option>
      </Select>
    </div>
  );
}

const leastOf = (asked: string | null): LeastLevel =>
  asked === 'warning' || asked === 'error' ? asked : 'info';

/** A pause keeps no more back than this page holds. */
const backlogWords = (count: number): string =>
  count < messagesMax ? `${formatNumber(count)} new` : `${formatNumber(messagesMax)} new or more`;

/** How far back the feed goes. */
function Bounds() {
  return (
    <p className="text-ink-faint px-3 pb-2 text-xs">
      This page holds {formatNumber(messagesMax)} messages at a time, and as many while it is paused. Carillon
      keeps the newest 10,000 of a channel, for 30 days.
    </p>
  );
}

function ChannelBadge({ channel: { channelStatus } }: { channel: UseChannel }) {
  if (channelStatus === 'unknown') return null;
  const isStarted = channelStatus === 'started';
  return (
    <Badge
      tone={isStarted ? 'success' : 'muted'}
      icon={isStarted ? <Play size={12} /> : <CircleStop size={12} />}
    >
      {isStarted ? 'Started' : 'Stopped'}
    </Badge>
  );
}

function FeedTools({ channel }: { channel: UseChannel }) {
  const { isPaused, backlog, togglePause, clearMessages, isConnected } = channel;
  const density = useAppSelector((state) => state.preferences.density);
  const dispatch = useAppDispatch();
  const other = density === 'compact' ? 'comfortable' : 'compact';
  return (
    <>
      {!isConnected && <Badge tone="danger">Not connected</Badge>}
      <Button
        look="quiet"
        aria-pressed={isPaused}
        icon={isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
        onClick={togglePause}
      >
        {isPaused ? `Paused · ${backlogWords(backlog.length)}` : 'Pause'}
      </Button>
      <IconButton
        label={`Rows: ${density}`}
        icon={<Rows3 size={15} />}
        onClick={() => dispatch(preferenceChanged({ density: other }))}
      />
      <IconButton label="Clear the view" icon={<Eraser size={15} />} onClick={clearMessages} />
    </>
  );
}

function StartStop({ channel }: { channel: UseChannel }) {
  const { activeChannel, channelStatus, startChannel, stopChannel } = channel;
  const { whyNot } = useRole();
  const [isAsking, setAsking] = useState(false);
  const refusal = whyNot('operator');
  if (channelStatus === 'unknown') return null;
  if (channelStatus === 'stopped') {
    return (
      <Button disabled={refusal !== null} title={refusal ?? undefined} onClick={() => void startChannel()}>
        Start {activeChannel}
      </Button>
    );
  }
  const stop = (): void => {
    setAsking(false);
    void stopChannel();
  };
  return (
    <>
      <Button disabled={refusal !== null} title={refusal ?? undefined} onClick={() => setAsking(true)}>
        Stop {activeChannel}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Stop the channel ${activeChannel}?`}
        description="It takes no messages of people until somebody starts it again. What Carillon posts still appears."
        action={`Stop ${activeChannel}`}
        onConfirm={stop}
      />
    </>
  );
}
