'use client';

import { Bot, CircleAlert, TriangleAlert, UserRound } from 'lucide-react';
import { Link } from '@/ui/link';
import { memo } from 'react';
import { Instant } from '@/features/time/time';
import { useAppSelector } from '@/store';
import { classNames } from '@/ui/class-names';
import type { Message } from './activity.api';
import type { MessageGroup } from './group-messages';

/** Groups of messages, the newest last. What is out of sight is laid out, and not painted. */
export const MessageList = memo(function MessageList({ groups }: { groups: readonly MessageGroup[] }) {
  const isCompact = useAppSelector((state) => state.preferences.density === 'compact');
  return (
    <ol className="flex flex-col">
      {groups.map((group) => (
        <li
          key={group.key}
          className={classNames(
            'hover:bg-sunken/60 grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 px-3 [contain-intrinsic-size:auto_3rem] [content-visibility:auto]',
            isCompact ? 'py-0.5' : 'py-1.5',
          )}
        >
          <span aria-hidden className="text-ink-faint mt-0.5 flex justify-center">
            {group.author === 'carillon' ? <Bot size={15} /> : <UserRound size={15} />}
          </span>
          <div className="min-w-0">
            <GroupHead group={group} />
            {group.messages.map(({ id, body, level, createdAt }) => (
              <div key={id} data-message={id} className="flex items-baseline gap-3">
                <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">
                  <LevelMark level={level} />
                  {body}
                </p>
                {group.messages.length > 1 && (
                  <Instant at={createdAt} className="text-ink-faint shrink-0 text-xs" />
                )}
              </div>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
});

/** What informs has none. */
function LevelMark({ level }: { level: Message['level'] }) {
  if (level === 'info') return null;
  const isError = level === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <>
      <Icon
        size={14}
        aria-hidden
        className={classNames('mr-1.5 inline align-[-2px]', isError ? 'text-danger' : 'text-warning')}
      />
      <span className="sr-only">{isError ? 'Error: ' : 'Warning: '}</span>
    </>
  );
}

function GroupHead({ group: { author, taskId, runId, messages } }: { group: MessageGroup }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 text-xs">
      <span className="font-semibold">{author === 'carillon' ? 'Carillon' : author}</span>
      {messages.length === 1 && <Instant at={messages[0]!.createdAt} className="text-ink-faint" />}
      {messages.length > 1 && <span className="text-ink-faint">{messages.length} messages</span>}
      {taskId !== null && (
        <Link href={`/tasks/${taskId}`} className="text-accent underline-offset-2 hover:underline">
          Task
        </Link>
      )}
      {runId !== null && (
        <Link href={`/runs/${runId}`} className="text-accent underline-offset-2 hover:underline">
          Run
        </Link>
      )}
    </div>
  );
}
