'use client';

import { Link } from '@/ui/link';
import { useEffect } from 'react';
import { useDispatch } from 'react-redux';
import { api } from '@/api/api';
import { withToasts } from '@/ui/toast-queue';
import { useBulkOperationQuery } from './bulk-operations.api';
import { BulkProgress } from './bulk-progress';
import { nounOf, titleOf, wordsOf } from './bulk-words';
import { formatCount } from '@/features/time/format-time';

const lookEveryMs = 800;
const staysMs = 10_000;

/** Follows a bulk operation in the corner of the page, whatever page one goes to. */
export function followBulkOperation(id: string, undo?: () => void): void {
  withToasts((toasts) =>
    toasts.custom((toastId) => <BulkToast id={id} toastId={toastId} {...(undo && { undo })} />, {
      id: `bulk ${id}`,
      duration: Infinity,
    }),
  );
}

const dismiss = (toastId: string | number): void => withToasts((toasts) => void toasts.dismiss(toastId));

/** What acts on many tasks or runs changes the lists of them. */
const touched = [
  { type: 'Task' as const, id: 'LIST' },
  { type: 'Task' as const, id: 'FACETS' },
  { type: 'Run' as const, id: 'LIST' },
  { type: 'Run' as const, id: 'FAILURES' },
  { type: 'BulkOperation' as const, id: 'LIST' },
];

function BulkToast({ id, toastId, undo }: { id: string; toastId: string | number; undo?: () => void }) {
  const { data: operation, isError } = useBulkOperationQuery(id);
  const dispatch = useDispatch();
  const isOver = isError || (operation !== undefined && operation.bulkStatus !== 'running');
  useBulkOperationQuery(id, { pollingInterval: isOver ? 0 : lookEveryMs });
  useEffect(() => {
    if (!isOver) return undefined;
    dispatch(api.util.invalidateTags(touched));
    const timer = setTimeout(() => dismiss(toastId), staysMs);
    return () => clearTimeout(timer);
  }, [isOver, dispatch, toastId]);
  if (operation === undefined) return null;
  const { of, done, failed } = operation;
  return (
    <div
      role="status"
      className="border-line bg-surface shadow-float flex w-[calc(100vw-2rem)] flex-col gap-2 rounded-lg border p-3 text-sm sm:w-89"
    >
      <p className="font-medium">
        {isOver ? `${wordsOf(operation).done}: ${formatCount(done, nounOf(of))}` : titleOf(operation)}
        {isOver && failed > 0 && `, ${failed} refused`}
      </p>
      <BulkProgress operation={operation} />
      <div className="flex items-center gap-3 text-xs">
        <Link href={`/bulk-operations/${id}`} className="text-accent font-medium hover:underline">
          Show it
        </Link>
        {isOver && undo !== undefined && done > 0 && (
          <button
            type="button"
            className="text-accent font-medium hover:underline"
            onClick={() => {
              dismiss(toastId);
              undo();
            }}
          >
            Undo
          </button>
        )}
        <button
          type="button"
          className="text-ink-soft hover:text-ink ml-auto"
          onClick={() => dismiss(toastId)}
        >
          Hide
        </button>
      </div>
    </div>
  );
}
