'use client';

import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useLive } from '@/features/live/use-live';
import { useRole } from '@/features/session/use-role';
import { linkOfPage, useShownClock } from '@/features/time/shown-clock';
import { useAppSelector } from '@/store';
import { copyText } from '@/ui/copy-text';
import { onDemand } from '@/ui/on-demand';
import { openPalette } from './open-palette';
import { destinations } from './navigation';

/** Keys of a page, by what the browser calls them: `n`, `Shift+x`, `Enter`. */
export type Shortcuts = Readonly<Record<string, { does: string; run: () => void }>>;

interface Registry {
  add: (shortcuts: Shortcuts) => () => void;
  show: () => void;
}

const ShortcutHelp = onDemand(() => import('./shortcut-help').then((module) => module.ShortcutHelp));

const Registry = createContext<Registry>({ add: () => () => undefined, show: () => undefined });

const Added = createContext<readonly Shortcuts[]>([]);

/** Keys that lead about a list, and do nothing by themselves. */
const movers = new Set(['j', 'k', 'x', 'Shift+x', 'Enter', 'Escape', '[', ']', '.']);

/** What the page that is shown can do, for those who look for its name rather than for its key. */
export function usePageCommands(): { key: string; does: string; run: () => void }[] {
  return useContext(Added).flatMap((group) =>
    Object.entries(group)
      .filter(([key]) => !movers.has(key) && !/^[0-9]$/.test(key))
      .map(([key, command]) => ({ key, ...command })),
  );
}

/** Gives a page keys of its own while it is shown. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const { add } = useContext(Registry);
  useEffect(() => add(shortcuts), [add, shortcuts]);
}

export function useShortcutsDialog(): { show: () => void } {
  return useContext(Registry);
}

const secondKeyWithinMs = 1_200;

/** Single letters do things, unless somebody writes, or has turned them off. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  const own = useGlobalShortcuts(() => setShown(true));
  const [added, setAdded] = useState<readonly Shortcuts[]>([]);
  const isOn = useAppSelector((state) => state.preferences.shortcuts);
  const router = useRouter();
  /** When `g` was pressed. The page may be drawn anew before the second key. */
  const leaderAt = useRef(-Infinity);

  const registry = useMemo<Registry>(
    () => ({
      add: (shortcuts) => {
        setAdded((now) => [...now, shortcuts]);
        return () => setAdded((now) => now.filter((each) => each !== shortcuts));
      },
      show: () => setShown(true),
    }),
    [],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return openPalette();
      }
      if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
      if (event.timeStamp - leaderAt.current < secondKeyWithinMs) {
        leaderAt.current = -Infinity;
        const destination = destinations.find(({ key }) => key === event.key);
        if (destination !== undefined) return router.push(destination.href);
      }
      if (event.key === 'g') return void (leaderAt.current = event.timeStamp);
      const name =
        event.shiftKey && event.key.length === 1 && /[a-z]/i.test(event.key)
          ? `Shift+${event.key.toLowerCase()}`
          : event.key;
      const found = [...added].reverse().find((each) => name in each)?.[name] ?? own[name];
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn, own, added, router]);

  return (
    <Registry value={registry}>
      <Added value={added}>{children}</Added>
      {isShown && <ShortcutHelp groups={[own, ...added]} onClose={() => setShown(false)} />}
    </Registry>
  );
}

function useGlobalShortcuts(showHelp: () => void): Shortcuts {
  const { toggle } = useLive();
  const { theme = 'system', setTheme } = useTheme();
  const router = useRouter();
  const { may } = useRole();
  const clock = useShownClock();
  return {
    '?': { does: 'Show this list', run: showHelp },
    ...(may('operator') && { n: { does: 'New task', run: () => router.push('/tasks/new') } }),
    r: { does: 'Pause the page, or let it go on', run: toggle },
    t: { does: 'Change the theme', run: () => setTheme(theme === 'dark' ? 'light' : 'dark') },
    y: {
      does: 'Copy the link of this page',
      run: () => void copyText(linkOfPage(clock), 'The link is copied.'),
    },
    '/': {
      does: 'Go to the filter',
      run: () => document.querySelector<HTMLElement>('[data-filter-box]')?.focus(),
    },
  };
}

/** Whether a key belongs to what one writes in, or to what lies over the page. */
export function isWriting({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        'input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=menu]',
      ) !== null)
  );
}
