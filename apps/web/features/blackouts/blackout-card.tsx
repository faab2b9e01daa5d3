'use client';

import { EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { localZone } from '@/features/time/local-zone';
import { useRole } from '@/features/session/use-role';
import { Countdown } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { ConfirmDialog } from '@/ui/dialog';
import { KeyValues } from '@/ui/key-values';
import { Menu } from '@/ui/menu';
import { notify, notifyProblem } from '@/ui/notify';
import { Switch } from '@/ui/switch';
import { BlackoutDialog } from './blackout-dialog-on-demand';
import { Hatched } from './blackout-mark';
import { durationWords, spanAt, spanWords } from './blackout-times';
import type { Blackout } from './blackouts.api';
import { useChangeBlackoutMutation, useDeleteBlackoutMutation } from './blackouts.api';

type Asked = 'change' | 'delete' | null;

/** One window: when it holds, for which tasks, and what can be done with it. */
export function BlackoutCard({ blackout }: { blackout: Blackout }) {
  const { name, enabled, tags } = blackout;
  const [asked, setAsked] = useState<Asked>(null);
  const nowMs = useNow(10_000);
  const span = spanAt(blackout, nowMs);
  const close = (): void => setAsked(null);
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          <Hatched className="size-3.5 shrink-0 rounded-sm" />
          {name}
          {span !== null && (
            <Badge tone="warning">
              Holds now · ends <Countdown to={span.endsAt} />
            </Badge>
          )}
          {!enabled && <Badge tone="muted">Off</Badge>}
        </span>
      }
      actions={<Actions blackout={blackout} onAsk={setAsked} />}
    >
      <KeyValues
        items={[
          { name: 'When', value: <When blackout={blackout} /> },
          ...(enabled ? [{ name: 'Next', value: <Next blackout={blackout} nowMs={nowMs} /> }] : []),
          {
            name: 'Of tasks',
            value:
              tags.length === 0 ? (
                'All'
              ) : (
                <span className="flex flex-wrap gap-1">
                  {tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                </span>
              ),
          },
        ]}
      />
      {asked === 'change' && <BlackoutDialog blackout={blackout} onClose={close} />}
      {asked === 'delete' && <DeleteDialog blackout={blackout} onClose={close} />}
    </Card>
  );
}

function When({ blackout }: { blackout: Blackout }) {
  const { schedule, description, timeZone, durationMs, startsAt, endsAt } = blackout;
  if (schedule === null) {
    return <>{spanWords({ startsAt: startsAt!, endsAt: endsAt! }, localZone())}</>;
  }
  return (
    <>
      {description}, for {durationWords(durationMs!)} · {timeZone}{' '}
      <code className="text-ink-faint font-mono text-xs">{schedule}</code>
    </>
  );
}

function Next({ blackout, nowMs }: { blackout: Blackout; nowMs: number }) {
  const { next, timeZone } = blackout;
  if (next === null || Date.parse(next.startsAt) <= nowMs) {
    const isOver = blackout.endsAt !== null && Date.parse(blackout.endsAt) <= nowMs;
    return <>{isOver ? 'It is over, and does not come again.' : 'None after this one.'}</>;
  }
  return (
    <>
      {spanWords(next, timeZone ?? localZone())} <Countdown to={next.startsAt} className="text-ink-soft" />
    </>
  );
}

function Actions({ blackout, onAsk }: { blackout: Blackout; onAsk: (asked: Asked) => void }) {
  const { id, name, enabled } = blackout;
  const refusal = useRole().whyNot('operator');
  const [change, { isLoading }] = useChangeBlackoutMutation();
  const onSwitch = async (): Promise<void> => {
    const { error } = await change({ id, change: { enabled: !enabled } });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(enabled ? `${name} is off: it holds nothing back.` : `${name} is on.`);
  };
  return (
    <>
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
        label={`Blackout window ${name}`}
        checked={enabled}
        disabled={refusal !== null || isLoading}
        onChange={() => void onSwitch()}
      />
    </>
  );
}

function DeleteDialog({ blackout: { id, name }, onClose }: { blackout: Blackout; onClose: () => void }) {
  const [remove, { isLoading }] = useDeleteBlackoutMutation();
  const onConfirm = async (): Promise<void> => {
    const { error } = await remove(id);
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The blackout window ${name} is deleted.`);
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the blackout window ${name}?`}
      description="Schedules run at these times again. What it has kept from running stays on record as skipped."
      action="Delete 1 blackout window"
      busy={isLoading}
      onConfirm={() => void onConfirm()}
    />
  );
}
