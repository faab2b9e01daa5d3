import { toast } from 'sonner';
import type { Problem } from '@/api/problem';

/** Says that something the user asked for was done; `undo` offers the way back for ten seconds. */
export function notify(message: string, undo?: () => void): void {
  toast.success(
    message,
    undo === undefined ? {} : { duration: 10_000, action: { label: 'Undo', onClick: undo } },
  );
}

/** Says why something the user asked for was not done. */
export function notifyProblem(problem: Problem): void {
  toast.error(problem.message, {
    description: [problem.hint, problem.requestId && `Request ${problem.requestId}`]
      .filter(Boolean)
      .join(' · '),
    duration: 10_000,
  });
}
