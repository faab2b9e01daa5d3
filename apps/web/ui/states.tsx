'use client';

import { CircleAlert, Lock, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Problem } from '@/api/problem';
import { Button } from './button';
import { classNames } from './class-names';
import { ProblemLink } from './problem-link';

export interface SkeletonProps {
  className?: string;
  /** What is told of it: `Loading the lanes`. Without one it is nothing but a picture. */
  label?: string;
}

/** A grey block of the size that the content will have. */
export function Skeleton({ className, label }: SkeletonProps) {
  const told = label === undefined ? { 'aria-hidden': true } : { role: 'status', 'aria-label': label };
  return <div {...told} className={classNames('bg-sunken animate-pulse rounded-md', className)} />;
}

/** Shows its children only when loading takes longer than the eye notices. */
export function AfterMoment({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return isShown ? children : null;
}

/** So many grey lines, announced as loading. */
export function LoadingRows({ rows = 6, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2 p-4">
      <AfterMoment>
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} className="h-8" />
        ))}
      </AfterMoment>
    </div>
  );
}

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What belongs here, and how it gets here. */
  children?: ReactNode;
  actions?: ReactNode;
}

export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      {icon !== undefined && (
        <div aria-hidden className="text-ink-faint">
          {icon}
        </div>
      )}
      <p className="text-base font-semibold">{title}</p>
      {children !== undefined && <div className="text-ink-soft max-w-prose">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

/** In place of something that could not be read: what happened, what helps, and the id for the log. */
export function ProblemPanel({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  if (problem.status === 403) {
    return (
      <EmptyState icon={<Lock size={28} />} title="You may not see this">
        {problem.message} Ask an administrator for the role.
      </EmptyState>
    );
  }
  if (problem.status === 404) {
    return (
      <EmptyState icon={<SearchX size={28} />} title="There is no such thing">
        {problem.message}
      </EmptyState>
    );
  }
  return (
    <div role="alert" className="bg-danger-soft m-4 flex flex-wrap items-start gap-3 rounded-lg p-4">
      <CircleAlert aria-hidden size={18} className="text-danger mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="text-danger font-semibold">{problem.message}</p>
        {problem.hint !== null && <p className="mt-1">{problem.hint}</p>}
        {problem.requestId !== null && (
          <p className="text-ink-soft mt-1 text-xs">
            Request <code className="font-mono">{problem.requestId}</code>, as in the API’s log
          </p>
        )}
        <ProblemLink problem={problem} />
      </div>
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

/** Over the edge of what is shown still although it could not be read again: nothing moves when it comes or goes. */
export function StaleBanner({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <div className="takes-no-room">
      <div
        role="status"
        className="bg-warning-soft text-warning border-line shadow-float absolute inset-x-2 -top-3 flex items-center gap-3 rounded-md border px-3 py-1 text-xs"
      >
        <span className="min-w-0 flex-1">
          This may be out of date: {problem.message}
          {problem.requestId !== null && ` (request ${problem.requestId})`}
        </span>
        <ProblemLink problem={problem} />
        <button type="button" onClick={onRetry} className="font-semibold underline">
          Try again
        </button>
      </div>
    </div>
  );
}
