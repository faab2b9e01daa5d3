'use client';

import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export interface FilterSheetProps {
  /** What is filtered: `tasks`. */
  noun: string;
  children: ReactNode;
}

/** On a phone, where there is no room beside the list: ways to filter it, in a sheet of their own. */
export function FilterSheet({ noun, children }: FilterSheetProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        className="self-start md:hidden"
        icon={<SlidersHorizontal size={14} />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Filters
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        side
        title={`Filter the ${noun}`}
        footer={
          <Button look="primary" onClick={() => setOpen(false)}>
            Show them
          </Button>
        }
      >
        <div className="flex min-w-0 flex-col gap-4">{children}</div>
      </Dialog>
    </>
  );
}
