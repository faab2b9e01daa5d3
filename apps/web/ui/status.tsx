import {
  Ban,
  Check,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  FastForward,
  Hourglass,
  LoaderCircle,
  Lock,
  RotateCw,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge';
import { Badge } from './badge';

export interface StatusLook {
  label: string;
  tone: Tone;
  icon: ReactNode;
}

const size = 12;
const spinning = <LoaderCircle size={size} className="animate-spin" />;

export const taskLooks: Readonly<Record<string, StatusLook>> = {
  ready: { label: 'Ready', tone: 'neutral', icon: <Clock size={size} /> },
  running: { label: 'Running', tone: 'info', icon: spinning },
  failed: { label: 'Failed', tone: 'danger', icon: <CircleX size={size} /> },
  paused: { label: 'Paused', tone: 'muted', icon: <CirclePause size={size} /> },
  completed: { label: 'Completed', tone: 'success', icon: <CircleCheck size={size} /> },
};

export const runLooks: Readonly<Record<string, StatusLook>> = {
  held: { label: 'Held', tone: 'violet', icon: <Lock size={size} /> },
  pending: { label: 'Pending', tone: 'neutral', icon: <Clock size={size} /> },
  running: { label: 'Running', tone: 'info', icon: spinning },
  retrying: { label: 'Retrying', tone: 'warning', icon: <RotateCw size={size} /> },
  waiting: { label: 'Waiting', tone: 'violet', icon: <Hourglass size={size} /> },
  completed: { label: 'Completed', tone: 'success', icon: <CircleCheck size={size} /> },
  failed: { label: 'Failed', tone: 'danger', icon: <CircleX size={size} /> },
  cancelled: { label: 'Cancelled', tone: 'muted', icon: <Ban size={size} /> },
  abandoned: { label: 'Abandoned', tone: 'danger', icon: <Unplug size={size} /> },
  skipped: { label: 'Skipped', tone: 'muted', icon: <FastForward size={size} /> },
  /** A log's word for an attempt that went well. */
  finish: { label: 'Finished', tone: 'success', icon: <Check size={size} /> },
};

/** A status that this page does not know is shown as it came. */
export function lookOf(looks: Readonly<Record<string, StatusLook>>, status: string): StatusLook {
  return Object.hasOwn(looks, status) ? looks[status]! : { label: status, tone: 'neutral', icon: null };
}

export function TaskStatus({ status }: { status: string }) {
  const { label, tone, icon } = lookOf(taskLooks, status);
  return (
    <span data-testid="task-status">
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
    </span>
  );
}

export interface RunStatusProps {
  status: string;
  /** As "attempt 2 of 4", or the reason of a skip. */
  detail?: string | null;
}

export function RunStatus({ status, detail = null }: RunStatusProps) {
  const { label, tone, icon } = lookOf(runLooks, status);
  return (
    <Badge tone={tone} icon={icon}>
      {detail === null ? label : `${label} · ${detail}`}
    </Badge>
  );
}
