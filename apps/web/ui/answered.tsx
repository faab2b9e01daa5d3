import type { ReactNode } from 'react';
import { problemOf } from '@/api/problem';
import { LoadingRows, ProblemPanel, StaleBanner } from './states';

export interface AnsweredProps<Data> {
  query: { data?: Data | undefined; error?: unknown; refetch: () => unknown };
  /** What stands there until then. */
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** What was asked for, once it is there; what was read stays when it cannot be read again, and says so. */
export function Answered<Data>({ query, loading = <LoadingRows />, children }: AnsweredProps<Data>) {
  const { data, error, refetch } = query;
  const problem = error === undefined ? null : problemOf(error);
  const readAgain = (): void => void refetch();
  if (data === undefined) {
    return problem === null ? loading : <ProblemPanel problem={problem} onRetry={readAgain} />;
  }
  return (
    <>
      {problem !== null && <StaleBanner problem={problem} onRetry={readAgain} />}
      {children(data)}
    </>
  );
}
