'use client';

import { useRole } from '@/features/session/use-role';

/** To the raw queue, which answers administrators alone. */
export function QueueBoardLink({ className }: { className: string }) {
  const { may } = useRole();
  if (!may('admin')) return null;
  return (
    <a href="/admin/queues" className={className}>
      Queue board
    </a>
  );
}
