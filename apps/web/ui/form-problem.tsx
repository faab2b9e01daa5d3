'use client';

import { useEffect, useRef } from 'react';
import type { Problem } from '@/api/problem';
import { ProblemLink } from './problem-link';

/** Above a form that was refused: what is wrong. It takes the focus, so that it is read first. */
export function FormProblem({ problem }: { problem: Problem | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) box.current?.focus();
  }, [problem]);
  if (problem === null) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="bg-danger-soft text-danger rounded-md px-3 py-2">
      <p className="font-medium">{problem.message}</p>
      {problem.hint !== null && <p className="text-ink mt-0.5">{problem.hint}</p>}
      {problem.requestId !== null && problem.status >= 500 && (
        <p className="text-ink-soft mt-0.5 text-xs">Request {problem.requestId}</p>
      )}
      <ProblemLink problem={problem} />
    </div>
  );
}
