import type { ReactNode } from 'react';
import { problemOf } from '@/api/problem';
import { LoadingRows, ProblemPanel } from './states';

export interface AnsweredProps<Data> {
  query: { data?: Data | undefined; error?: unknown; refetch: () => unknown };
  /** What stands there until then. */
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** What was asked for, once it is there; what was read stays when it cannot be read again. */
export function Answered<Data>({ query, loading = <LoadingRows />, children }: AnsweredProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error === undefined) return loading;
  return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
}
