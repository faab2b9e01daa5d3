'use client';

import { EllipsisVertical, Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { KeyValues } from '@/ui/key-values';
import { Menu } from '@/ui/menu';
import { notify, notifyProblem } from '@/ui/notify';
import { Switch } from '@/ui/switch';
import type { AlertChannel } from './alert-channels.api';
import {
  useChangeAlertChannelMutation,
  useDeleteAlertChannelMutation,
  useTestAlertChannelMutation,
} from './alert-channels.api';
import { AlertChannelDialog } from './alert-channel-dialog-on-demand';
import { AlertDeliveries } from './alert-deliveries';
import { eventWords, intervalWords, kindNames, quietWords } from './alert-words';

type Asked = 'change' | 'delete' | null;

/** One alert channel: whom it tells of what, what it told last, and what can be done with it. */
export function AlertChannelCard({ channel }: { channel: AlertChannel }) {
  const { name, kind, address, taskFilter, quietHours, groupSeconds, enabled } = channel;
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name}
          <Badge>{kindNames[kind]}</Badge>
          {!enabled && <Badge tone="muted">Off</Badge>}
        </span>
      }
      actions={<Actions channel={channel} onAsk={setAsked} />}
    >
      <KeyValues
        items={[
          ...(address === null
            ? []
            : [{ name: 'Address', value: <code className="font-mono">{address}</code> }]),
          { name: 'Tells of', value: eventWords(channel) },
          {
            name: 'Of tasks',
            value: taskFilter === null ? 'All' : <code className="font-mono">{taskFilter}</code>,
          },
          { name: 'At most', value: intervalWords(groupSeconds) },
          { name: 'Quiet hours', value: quietWords(quietHours) },
        ]}
      />
      <AlertDeliveries channel={channel} />
      {asked === 'change' && <AlertChannelDialog channel={channel} onClose={close} />}
      {asked === 'delete' && <DeleteDialog channel={channel} onClose={close} />}
    </Card>
  );
}

function Actions({ channel, onAsk }: { channel: AlertChannel; onAsk: (asked: Asked) => void }) {
  const { id, name, enabled } = channel;
  const { whyNot } = useRole();
  const [change, changing] = useChangeAlertChannelMutation();
  const [test, testing] = useTestAlertChannelMutation();
  const refusal = whyNot('admin');
  const onSwitch = async (): Promise<void> => {
    const { error } = await change({ id, change: { enabled: !enabled } });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(enabled ? `${name} is off: it hears of nothing.` : `${name} is on.`);
  };
  const onTest = async (): Promise<void> => {
    const { error } = await test(id);
    if (error !== undefined) notifyProblem(problemOf(error));
  };
  return (
    <>
      <Button
        className="h-7"
        icon={<Send size={13} />}
        disabled={refusal !== null}
        title={refusal ?? undefined}
        busy={testing.isLoading}
        onClick={() => void onTest()}
      >
        Send a test
      </Button>
      <Menu
        trigger={<IconButton label={`More for ${name}`} icon={<EllipsisVertical size={16} aria-hidden />} />}
        groups={[
          [
            {
              label: 'Change',
              icon: <Pencil size={14} />,
              onSelect: () => onAsk('change'),
              disabledBecause: refusal,
            },
            {
              label: 'Delete',
              icon: <Trash2 size={14} />,
              danger: true,
              onSelect: () => onAsk('delete'),
              disabledBecause: refusal,
            },
          ],
        ]}
      />
      <Switch
        label={`Alerts of ${name}`}
        checked={enabled}
        disabled={refusal !== null || changing.isLoading}
        onChange={() => void onSwitch()}
      />
    </>
  );
}

function DeleteDialog({ channel: { id, name }, onClose }: { channel: AlertChannel; onClose: () => void }) {
  const [remove, { isLoading }] = useDeleteAlertChannelMutation();
  const onConfirm = async (): Promise<void> => {
    const { error } = await remove(id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The alert channel ${name} is deleted.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the alert channel ${name}?`}
      description="What it told, and what it keeps for the end of its quiet hours, goes with it."
      action="Delete 1 alert channel"
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    />
  );
}
