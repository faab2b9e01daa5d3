'use client';

import { Link } from '@/ui/link';
import { Instant } from '@/features/time/time';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { KeyValues } from '@/ui/key-values';
import { actionText, linesOf } from './action-text';
import type { AuditEntry } from './audit.api';

/** One entry with what was asked for. */
export function AuditDetails({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { action, actor, subjectType, subjectId, ipAddress, requestId, createdAt, details } = entry;
  const lines = linesOf(details);
  return (
    <Dialog
      open
      onClose={onClose}
      side
      title={actionText(action)}
      footer={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <KeyValues
          items={[
            { name: 'When', value: <Instant at={createdAt} /> },
            { name: 'Actor', value: actor },
            { name: 'Action', value: <code className="font-mono text-xs">{action}</code> },
            { name: 'Subject', value: <Subject type={subjectType} id={subjectId} /> },
            { name: 'From', value: ipAddress ?? 'Not known' },
            {
              name: 'Request',
              value: requestId === null ? 'Not known' : <Copied text={requestId} what="request id" />,
            },
          ]}
        />
        <section aria-labelledby="audit details">
          <h3 id="audit details" className="mb-1 font-semibold">
            What was asked for
          </h3>
          {lines.length === 0 ? (
            <p className="text-ink-soft">Nothing but the action itself.</p>
          ) : (
            <ul className="border-line bg-sunken overflow-x-auto rounded-md border py-1 font-mono text-xs">
              {lines.map(({ path, value, isSecret }) => (
                <li key={path} className="flex gap-2 px-3 py-0.5">
                  <span aria-hidden className="text-success">
                    +
                  </span>
                  <span className="min-w-0 break-words whitespace-pre-wrap">
                    <span className="text-ink-soft">{path}:</span>{' '}
                    {isSecret ? <em className="text-ink-faint">kept secret</em> : value}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Dialog>
  );
}

const pages: Readonly<Record<string, string>> = { tasks: '/tasks', runs: '/runs' };

function Subject({ type, id }: { type: string; id: string | null }) {
  const page = Object.hasOwn(pages, type) ? pages[type] : undefined;
  if (id === null) return type;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {type}
      {page === undefined || !/^[0-9a-f-]{36}$/.test(id) ? (
        <Copied text={id} what="id" />
      ) : (
        <Link href={`${page}/${id}`} className="text-accent font-mono text-xs underline underline-offset-2">
          {id}
        </Link>
      )}
    </span>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} label={`Copy the ${what}`} />
    </span>
  );
}
