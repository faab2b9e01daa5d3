'use client';

import { Button } from '@/ui/button';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Under a list that goes on. */
export function LoadMore({ query, what }: { query: Paged; what: string }) {
  if (!query.hasNextPage) return null;
  return (
    <div className="border-line flex justify-center border-t p-2">
      <Button look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {`More ${what}`}
      </Button>
    </div>
  );
}
