'use client';

import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { Ago } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { CodeBlock } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { notifyProblem } from '@/ui/notify';
import { LoadingRows } from '@/ui/states';
import type { TaskBadge } from './badges.api';
import { useTaskBadgeQuery, useTurnBadgeOffMutation, useTurnBadgeOnMutation } from './badges.api';

export interface BadgeDialogProps {
  task: Pick<Task, 'id' | 'taskName' | 'taskStatus'>;
  onClose: () => void;
}

/** The picture of a task's state for pages elsewhere: made, copied, taken away. */
export function BadgeDialog({ task, onClose }: BadgeDialogProps) {
  const query = useTaskBadgeQuery(task.id);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Badge of ${task.taskName}`}
      description="A picture of the task’s name and state, for a README or a page elsewhere."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Answered query={query} loading={<LoadingRows rows={3} label="Loading the badge" />}>
        {({ path, ...made }) =>
          path === null ? <Off id={task.id} /> : <On task={task} badge={{ ...made, path }} />
        }
      </Answered>
    </Dialog>
  );
}

function Off({ id }: { id: string }) {
  const { may, whyNot } = useRole();
  const [turnOn, { isLoading }] = useTurnBadgeOnMutation();
  const make = async (): Promise<void> => {
    const { error } = await turnOn(id);
    if (error !== undefined) notifyProblem(problemOf(error));
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        There is none. With one, whoever knows its address sees the name and the state of this task without a
        sign-in, and nothing else; the address cannot be guessed.
      </p>
      <Button
        look="primary"
        busy={isLoading}
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        onClick={() => void make()}
      >
        Make the badge
      </Button>
    </div>
  );
}

interface OnProps {
  task: BadgeDialogProps['task'];
  badge: TaskBadge & { path: string };
}

function On({ task: { id, taskName, taskStatus }, badge: { path, createdAt, createdBy } }: OnProps) {
  const { may, whyNot } = useRole();
  const [turnOff, { isLoading }] = useTurnBadgeOffMutation();
  const address = `${window.location.origin}${path}`;
  const page = `${window.location.origin}/tasks/${id}`;
  const remove = async (): Promise<void> => {
    const { error } = await turnOff(id);
    if (error !== undefined) notifyProblem(problemOf(error));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-6 flex-wrap items-center gap-3">
        <img
          key={taskStatus}
          src={path}
          alt={`${taskName}: ${taskStatus}`}
          height={20}
          className="max-w-full"
        />
        <span className="text-ink-faint text-xs">
          {createdBy !== null && `made by ${createdBy} `}
          {createdAt !== null && <Ago at={createdAt} />}
        </span>
      </div>
      <Copied label="Markdown" text={`[![${inBrackets(taskName)}](${address})](${page})`} />
      <Copied label="Address" text={address} />
      <p className="text-ink-soft text-xs">
        Whoever knows the address sees name and state; pages may show them up to a minute late. Taken away,
        the address leads nowhere, and a new badge has another.
      </p>
      <Button
        look="danger"
        className="self-start"
        busy={isLoading}
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        onClick={() => void remove()}
      >
        Take the badge away
      </Button>
    </div>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="text-ink-soft text-xs font-medium">{label}</p>
      <CodeBlock label={label} text={text} />
    </div>
  );
}

/** What Markdown would read as its own. */
const inBrackets = (name: string): string => name.replace(/[\\[\]]/g, '\\$&');
