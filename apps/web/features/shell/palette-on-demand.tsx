'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { openEvent } from './open-palette';

/** Loaded with the first wish for it: no page has to wait for it. */
const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
});

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
