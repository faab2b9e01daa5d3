'use client';

import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/states';

/** In place of a page that failed; the others still work. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <EmptyState title="This page has failed" actions={<Button onClick={reset}>Show it again</Button>}>
      {error.message}
    </EmptyState>
  );
}
