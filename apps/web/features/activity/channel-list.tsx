'use client';

import { CircleStop, Hash, Plus } from 'lucide-react';
import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { useAppSelector } from '@/store';
import { IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import { useChannelsQuery, useCreateChannelMutation } from './activity.api';
import { ChannelName } from './channel-name';
import { unreadCountMax, useUnreadCounts } from './use-unread-counts';

export interface ChannelListProps {
  active: string;
  onSwitch: (name: string) => void;
}

/** The channels, with how much in each of them was not looked at yet. */
export function ChannelList({ active, onSwitch }: ChannelListProps) {
  const channels = useChannelsQuery();
  const unread = useAppSelector((state) => state.activity.unread);
  const [isCreating, setCreating] = useState(false);
  const { whyNot } = useRole();
  useUnreadCounts(channels.data);
  const refusal = whyNot('operator');
  return (
    <Card
      title="Channels"
      flush
      actions={
        <IconButton
          label={refusal ?? 'New channel'}
          icon={<Plus size={16} />}
          disabled={refusal !== null}
          onClick={() => setCreating(true)}
        />
      }
    >
      {channels.isLoading && <LoadingRows rows={2} label="Loading the channels" />}
      {channels.error !== undefined && channels.data === undefined && (
        <ProblemPanel problem={problemOf(channels.error)} onRetry={() => void channels.refetch()} />
      )}
      <ul className="flex gap-1 overflow-x-auto p-2 pt-0 xl:max-h-[60dvh] xl:flex-col xl:overflow-y-auto">
        {(channels.data ?? []).map(({ name, isStarted }) => (
          <li key={name} className="shrink-0">
            <button
              type="button"
              aria-current={name === active ? 'true' : undefined}
              onClick={() => onSwitch(name)}
              className={classNames(
                'flex h-8 w-full items-center gap-2 rounded-md px-2 text-left',
                name === active ? 'bg-accent-soft text-accent font-medium' : 'text-ink-soft hover:bg-sunken',
              )}
            >
              {isStarted ? <Hash size={14} aria-hidden /> : <CircleStop size={14} aria-hidden />}
              <span className="max-w-40 truncate">
                <ChannelName name={name} />
              </span>
              {!isStarted && <span className="text-ink-faint text-xs">stopped</span>}
              <Unread count={name === active ? 0 : (unread[name] ?? 0)} />
            </button>
          </li>
        ))}
      </ul>
      <NewChannelDialog open={isCreating} onClose={() => setCreating(false)} onCreated={onSwitch} />
    </Card>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="bg-accent text-accent-ink ml-auto rounded-full px-1.5 text-[0.6875rem] leading-4 font-semibold">
      {count >= unreadCountMax ? `${unreadCountMax - 1}+` : count}
      <span className="sr-only"> not read</span>
    </span>
  );
}

interface NewChannelDialogProps {
  open: boolean;
  onClose: () => void;
  onCreated: (name: string) => void;
}

function NewChannelDialog({ open, onClose, onCreated }: NewChannelDialogProps) {
  const [name, setName] = useState('');
  const [create, { error, isLoading, reset }] = useCreateChannelMutation();
  const problem = error === undefined ? null : problemOf(error);
  const close = (): void => {
    reset();
    setName('');
    onClose();
  };
  const submit = async (): Promise<void> => {
    const answer = await create(name.trim());
    if (answer.data === undefined) return;
    onCreated(answer.data.name);
    close();
  };
  return (
    <FormDialog
      open={open}
      onClose={close}
      title="New channel"
      description="A place for messages about one thing, such as a release."
      action="Create the channel"
      busy={isLoading}
      problem={problem}
      onSubmit={submit}
    >
      <Field label="Name" hint="1 to 63 of a–z, 0–9, _ and -" error={faultOf(problem, 'name')}>
        <Input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" autoFocus />
      </Field>
    </FormDialog>
  );
}
