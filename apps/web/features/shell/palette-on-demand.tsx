'use client';

import { useEffect, useState } from 'react';
import { onDemand } from '@/ui/on-demand';
import { openEvent } from './open-palette';

const CommandPalette = onDemand(() => import('./command-palette').then((module) => module.CommandPalette));

export function PaletteOnDemand() {
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const open = (): void => {
      setWanted(true);
      setOpen(true);
    };
    window.addEventListener(openEvent, open);
    return () => window.removeEventListener(openEvent, open);
  }, []);
  return isWanted ? <CommandPalette isOpen={isOpen} onOpenChange={setOpen} /> : null;
}
