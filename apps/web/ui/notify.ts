import type { Problem } from '@/api/problem';
import { withToasts } from './toast-queue';

/** Says that something the user asked for was done; `undo` offers the way back for ten seconds. */
export function notify(message: string, undo?: () => void): void {
  withToasts((toasts) =>
    toasts.success(
      message,
      undo === undefined ? {} : { duration: 10_000, action: { label: 'Undo', onClick: undo } },
    ),
  );
}

/** Says why something the user asked for was not done. */
export function notifyProblem(problem: Problem): void {
  withToasts((toasts) =>
    toasts.error(problem.message, {
      description: [problem.hint, problem.requestId && `Request ${problem.requestId}`]
        .filter(Boolean)
        .join(' · '),
      duration: 10_000,
    }),
  );
}
