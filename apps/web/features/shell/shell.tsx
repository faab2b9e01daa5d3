'use client';

import type { ReactNode } from 'react';
import { Announcer } from '@/features/live/announcer';
import { OfflineBanner } from '@/features/live/offline-banner';
import { LiveProvider } from '@/features/live/use-live';
import { SessionEnd } from '@/features/session/session-end';
import { ClockOfAddress } from '@/features/time/shown-clock';
import { FailingSign } from './failing-sign';
import { Footer } from './footer';
import { Header } from './header';
import { PaletteOnDemand } from './palette-on-demand';
import type { Place } from './place';
import { BottomBar, SideNavigation } from './side-navigation';
import { ShortcutsProvider } from './shortcuts';

/** What surrounds every page of whoever is signed in. */
export function Shell({ place, children }: { place: Place; children: ReactNode }) {
  return (
    <ClockOfAddress>
      <LiveProvider>
        <ShortcutsProvider>
          <a
            href="#content"
            className="bg-accent text-accent-ink fixed top-2 left-2 z-50 -translate-y-16 rounded-md px-3 py-2 focus:translate-y-0"
          >
            Skip to the content
          </a>
          <div className="flex min-h-dvh flex-col">
            <Header place={place} />
            <div className="flex min-w-0 flex-1">
              <SideNavigation />
              <div className="flex min-w-0 flex-1 flex-col pb-16 md:pb-0">
                <main id="content" tabIndex={-1} className="min-w-0 outline-none">
                  <FailingSign>{children}</FailingSign>
                </main>
                <Footer place={place} />
              </div>
            </div>
            <BottomBar />
          </div>
          <PaletteOnDemand />
          <Announcer />
          <OfflineBanner />
          <SessionEnd />
        </ShortcutsProvider>
      </LiveProvider>
    </ClockOfAddress>
  );
}
