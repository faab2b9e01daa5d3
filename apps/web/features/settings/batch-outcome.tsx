import { CircleCheck, CircleX } from 'lucide-react';
import { Link } from '@/ui/link';
import { Badge } from '@/ui/badge';
import type { BatchResult } from './use-task-batch';

/** What became of one task of many: a link to it, or why it was refused. */
export function BatchOutcome({ result }: { result: BatchResult | undefined }) {
  if (result === undefined) return <span className="text-ink-faint">–</span>;
  if (result.task !== undefined) {
    return (
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone="success" icon={<CircleCheck size={12} />}>
          Made
        </Badge>
        <Link href={`/tasks/${result.task.id}`} className="text-accent underline underline-offset-2">
          Open
        </Link>
      </span>
    );
  }
  const faults = result.problem?.fieldErrors ?? [];
  return (
    <span className="flex flex-col items-start gap-0.5">
      <Badge tone="danger" icon={<CircleX size={12} />}>
        Refused
      </Badge>
      {faults.length === 0 ? (
        <span className="text-danger text-xs">{result.problem?.detail}</span>
      ) : (
        faults.map(({ path, message }) => (
          <span key={path} className="text-danger text-xs">
            {path}: {message}
          </span>
        ))
      )}
    </span>
  );
}
