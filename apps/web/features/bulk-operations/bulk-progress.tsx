import { formatNumber } from '@/features/time/format-time';
import { classNames } from '@/ui/class-names';
import type { BulkOperation } from './bulk-operations.api';

/** How far a bulk operation is, as a bar and in words. */
export function BulkProgress({ operation }: { operation: BulkOperation }) {
  const { total, done, failed, bulkStatus } = operation;
  const over = done + failed;
  const share = (part: number): string => `${total === 0 ? 100 : (part / total) * 100}%`;
  const words = `${formatNumber(over)} of ${formatNumber(total)}${failed > 0 ? `, ${formatNumber(failed)} refused` : ''}`;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <div
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={over}
        aria-valuetext={words}
        className="bg-sunken flex h-2 min-w-16 flex-1 overflow-hidden rounded-full"
      >
        <div
          className={classNames('h-full', bulkStatus === 'cancelled' ? 'bg-muted' : 'bg-success')}
          style={{ width: share(done) }}
        />
        <div className="bg-danger h-full" style={{ width: share(failed) }} />
      </div>
      <span className="text-ink-soft tabular text-xs whitespace-nowrap">{words}</span>
    </div>
  );
}
