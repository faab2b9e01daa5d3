'use client';

import { Check, CircleHelp, Clock3, LogOut, Moon, Search, Sun, UserRound } from 'lucide-react';
import { Link } from '@/ui/link';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { LivePill } from '@/features/live/live-pill';
import type { Clock } from '@/features/preferences/preferences.slice';
import { clocks } from '@/features/preferences/preferences.slice';
import { useCallerQuery, useSignOutMutation } from '@/features/session/session.api';
import { shownName } from '@/features/session/shown-name';
import { useChooseClock, useShownClock } from '@/features/time/shown-clock';
import { IconButton } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { useShortcutsDialog } from './shortcuts';
import { openPalette } from './open-palette';
import type { Place } from './place';
import { PlaceMark } from './place-mark';

const clockNames: Record<Clock, string> = {
  local: 'Local time',
  utc: 'UTC',
  task: 'Task’s zone',
  relative: 'Relative',
};

export function Header({ place }: { place: Place }) {
  const { show } = useShortcutsDialog();
  return (
    <header className="border-line bg-surface sticky top-0 z-30 flex h-12 items-center gap-2 border-b px-3">
      {/* On phones its name is not seen. */}
      <Link
        href="/"
        aria-label={[place.workspace, place.environment].filter(Boolean).join(', ')}
        className="flex shrink-0 items-center gap-2 font-semibold tracking-tight"
      >
        <img src="/icon.svg" alt="" width={24} height={24} />
        <PlaceMark place={place} />
      </Link>
      <button
        type="button"
        onClick={openPalette}
        className="border-line-strong/50 text-ink-faint hover:bg-sunken ml-2 flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border px-2.5 text-left md:max-w-md"
      >
        <Search size={14} aria-hidden />
        <span className="truncate">Go to, or do …</span>
        <kbd className="bg-sunken ml-auto hidden rounded px-1.5 font-sans text-xs sm:inline">Ctrl K</kbd>
      </button>
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <LivePill />
        <ClockChoice />
        <ThemeButton />
        <IconButton
          className="hidden sm:inline-flex"
          label="Shortcuts and help (?)"
          icon={<CircleHelp size={16} />}
          onClick={show}
        />
        <UserMenu />
      </div>
    </header>
  );
}

function ClockChoice() {
  const clock = useShownClock();
  const choose = useChooseClock();
  return (
    <select
      aria-label="How times are shown"
      value={clock}
      onChange={(event) => choose(event.target.value as Clock)}
      className="text-ink-soft hover:bg-sunken hidden h-8 rounded-md bg-transparent px-1.5 text-xs font-medium lg:block"
    >
      {clocks.map((each) => (
        <option key={each} value={each} className="bg-surface text-ink">
          {clockNames[each]}
        </option>
      ))}
    </select>
  );
}

/** Light, dark, and as the system has it. */
function ThemeButton() {
  const { theme = 'system', resolvedTheme, setTheme } = useTheme();
  const next = theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system';
  return (
    <IconButton
      label={`Theme: ${theme} (t)`}
      icon={
        <span suppressHydrationWarning>
          {resolvedTheme === 'dark' ? <Moon size={16} /> : <Sun size={16} />}
        </span>
      }
      onClick={() => setTheme(next)}
      suppressHydrationWarning
    />
  );
}

function UserMenu() {
  const clock = useShownClock();
  const choose = useChooseClock();
  const { show } = useShortcutsDialog();
  const { data: caller } = useCallerQuery();
  const [signOut] = useSignOutMutation();
  const router = useRouter();
  const leave = async (): Promise<void> => {
    await signOut();
    // Everything that was read goes with the page.
    window.location.assign('/sign-in');
  };
  const name = caller === undefined ? 'You' : shownName(caller);
  return (
    <Menu
      trigger={
        <IconButton label={`${name}, ${caller?.role ?? 'unknown role'}`} icon={<UserRound size={16} />} />
      }
      groups={[
        // What a narrow header has no room for.
        [
          ...clocks.map((each) => ({
            label: `Times: ${clockNames[each]}`,
            icon: each === clock ? <Check size={14} /> : <Clock3 size={14} />,
            onSelect: () => choose(each),
          })),
          { label: 'Shortcuts and help', icon: <CircleHelp size={14} />, onSelect: show },
        ],
        [
          {
            label: `${name} · ${caller?.role ?? '…'}`,
            icon: <UserRound size={14} />,
            onSelect: () => router.push('/settings'),
          },
        ],
        [
          {
            label: caller?.kind === 'machine' ? 'Sign in' : 'Sign out',
            icon: <LogOut size={14} />,
            onSelect: () => void leave(),
          },
        ],
      ]}
    />
  );
}
