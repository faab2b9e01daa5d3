import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '@/api/problem';
import { ProblemLink } from './problem-link';
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
  const { message, hint, requestId } = problem;
  const text = [hint, requestId && `Request ${requestId}`].filter(Boolean).join(' · ');
  notifyFailure(message, createElement(Fragment, null, text, ' ', createElement(ProblemLink, { problem })));
}

/** Says what could not be done, and what helps: at once, as whoever asked for it waits for it. */
export function notifyFailure(message: string, description: ReactNode): void {
  withToasts((toasts) =>
    toasts.error(createElement('span', { role: 'alert' }, message), { description, duration: 10_000 }),
  );
}
