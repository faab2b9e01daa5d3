'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import { FoldButton } from '@/ui/fold';

interface LaneFoldProps {
  lane: string;
  title: string;
  /** Made when it is opened: what is in it is asked for then. */
  children: () => ReactNode;
}

/** A part of a lane's card that is folded away at first. */
export function LaneFold({ lane, title, children }: LaneFoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="border-line border-t">
      <FoldButton
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
        className="text-ink-soft hover:text-ink min-h-9 w-full px-4 text-xs font-medium"
      >
        {title}
        <span className="sr-only"> in lane {lane}</span>
      </FoldButton>
      {isOpen && children()}
    </div>
  );
}
