'use client';

import { Button, ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { EmptyState } from '@/ui/states';

/** A page that failed while it was drawn; the others still work. */
export function PageProblem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Page title="This page has failed">
      <EmptyState
        title="It could not be drawn"
        actions={
          <>
            <Button look="primary" onClick={onRetry}>
              Show it again
            </Button>
            <ButtonLink href="/">To the overview</ButtonLink>
          </>
        }
      >
        {error.message}
      </EmptyState>
    </Page>
  );
}
