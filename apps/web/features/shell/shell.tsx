'use client';

import type { ReactNode } from 'react';
import { LiveProvider } from '@/features/live/use-live';
import { CommandPalette } from './command-palette';
import { Header } from './header';
import { BottomBar, SideNavigation } from './side-navigation';
import { ShortcutsProvider } from './shortcuts';

/** What surrounds every page of whoever is signed in. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <LiveProvider>
      <ShortcutsProvider>
        <a
          href="#content"
          className="bg-accent text-accent-ink fixed top-2 left-2 z-50 -translate-y-16 rounded-md px-3 py-2 focus:translate-y-0"
        >
          Skip to the content
        </a>
        <div className="flex min-h-dvh flex-col">
          <Header />
          <div className="flex min-w-0 flex-1">
            <SideNavigation />
            <main id="content" tabIndex={-1} className="min-w-0 flex-1 pb-16 outline-none md:pb-0">
              {children}
            </main>
          </div>
          <BottomBar />
        </div>
        <CommandPalette />
      </ShortcutsProvider>
    </LiveProvider>
  );
}
