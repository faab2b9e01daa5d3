'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export interface LeaveGuardProps {
  /** Whether something is written that is not saved. */
  isDirty: boolean;
  /** Gives up what is written. */
  onDiscard: () => void;
}

/** Asks before a link leads away from what is not saved. A reload asks nothing, as the draft is there again after it. */
export function LeaveGuard({ isDirty, onDiscard }: LeaveGuardProps) {
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const onClick = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (link === null || event.defaultPrevented || event.button !== 0 || hasModifier(event)) return;
      if (link.target === '_blank' || link.origin !== window.location.origin) return;
      if (link.pathname === window.location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search);
    };
    // Before Next's own handler.
    document.addEventListener('click', onClick, true);
    return () => document.removeEventListener('click', onClick, true);
  }, [isDirty]);
  const leave = (): void => {
    if (wanted !== null) router.push(wanted);
    setWanted(null);
  };
  return (
    <Dialog
      open={wanted !== null}
      onClose={() => setWanted(null)}
      title="Leave with changes that are not saved?"
      description="They stay in this browser as a draft, and are here again when you come back."
      footer={
        <>
          <Button onClick={() => setWanted(null)}>Stay</Button>
          <Button
            onClick={() => {
              onDiscard();
              leave();
            }}
          >
            Discard and leave
          </Button>
          <Button look="primary" onClick={leave}>
            Keep the draft and leave
          </Button>
        </>
      }
    />
  );
}

const hasModifier = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  ctrlKey || metaKey || shiftKey || altKey;
