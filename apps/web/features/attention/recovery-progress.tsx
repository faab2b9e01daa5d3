'use client';

import { Link } from '@/ui/link';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { formatNumber } from '@/features/time/format-time';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { notifyProblem } from '@/ui/notify';
import { LoadingRows } from '@/ui/states';
import type { BulkOperation } from './failures.api';
import { useCancelRecoveryMutation, useRecoveryQuery } from './failures.api';

const everyMs = 1_000;

/** How far a recovery is. Closed, it goes on by itself. */
export function RecoveryProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRecoveryQuery(id, { pollingInterval: everyMs });
  const { may } = useRole();
  const [cancel, { isLoading }] = useCancelRecoveryMutation();
  const stop = async (): Promise<void> => {
    const { error: refusal } = await cancel(id);
    if (refusal !== undefined) notifyProblem(problemOf(refusal));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Recover failures"
      description="It goes on when this window is closed."
      footer={
        <>
          {query.data?.bulkStatus === 'running' && may('operator') && (
            <Button busy={isLoading} onClick={() => void stop()}>
              Cancel the rest
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <Answered query={query} loading={<LoadingRows rows={2} />}>
        {(operation) => <Progress operation={operation} />}
      </Answered>
    </Dialog>
  );
}

function Progress({ operation }: { operation: BulkOperation }) {
  const { total, done, failed, bulkStatus, errors } = operation;
  const words = { running: 'Retrying', completed: 'Done', cancelled: 'Cancelled' }[bulkStatus];
  return (
    <div className="flex flex-col gap-3">
      <p role="status">
        {words}: {formatNumber(done)} of {formatNumber(total)} tasks are tried again
        {failed > 0 && `, ${formatNumber(failed)} were refused`}.
      </p>
      <progress
        aria-label="Tasks come to"
        className="accent-accent w-full"
        max={total}
        value={done + failed}
      />
      {errors.length > 0 && (
        <ul className="flex max-h-60 flex-col gap-1 overflow-auto text-xs">
          {errors.map(({ taskId, message, hint }) => (
            <li key={taskId}>
              <Link href={`/tasks/${taskId}`} className="text-accent hover:underline">
                Task
              </Link>
              : {message} {hint}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
