'use client';

import { PageProblem } from '@/features/shell/page-problem';

/** In place of a page that failed; what surrounds it stays. */
export default function ConsoleError({ error, reset }: { error: Error; reset: () => void }) {
  return <PageProblem error={error} onRetry={reset} />;
}
