'use client';

import { Ellipsis } from 'lucide-react';
import { Link } from '@/ui/link';
import { usePathname, useRouter } from 'next/navigation';
import { NavigationViews } from '@/features/saved-views/navigation-views';
import { useTakeOverViews } from '@/features/saved-views/take-over-views';
import { classNames } from '@/ui/class-names';
import { Menu } from '@/ui/menu';
import { destinations, isAt } from './navigation';
import { useNavigationCounts } from './use-navigation-counts';

/** The places of the dashboard, with how much waits at them; narrow on tablets, a bar at the bottom on phones. */
export function SideNavigation() {
  const path = usePathname();
  const counts = useNavigationCounts();
  useTakeOverViews();
  return (
    <nav
      aria-label="Main"
      className="border-line bg-surface sticky top-12 hidden h-[calc(100dvh-3rem)] w-14 shrink-0 flex-col overflow-y-auto border-r p-2 md:flex xl:w-52"
    >
      <ul className="flex flex-col gap-0.5">
        {destinations.map(({ href, label, icon: Icon, key }) => {
          const count = counts[href] ?? 0;
          const isCurrent = isAt(path, href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                title={`${label} (g ${key})`}
                className={classNames(
                  'relative flex h-9 items-center justify-center gap-2.5 rounded-md px-2.5 font-medium xl:justify-start',
                  isCurrent ? 'bg-accent-soft text-accent' : 'text-ink-soft hover:bg-sunken hover:text-ink',
                )}
              >
                <Icon size={17} aria-hidden />
                <span className="sr-only xl:not-sr-only">{label}</span>
                {count > 0 && <Count count={count} of={href} />}
              </Link>
              {(href === '/tasks' || href === '/runs') && (
                <NavigationViews page={href} isCurrent={isCurrent} />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** What runs is as it should be, what has failed is not. */
function Count({ count, of }: { count: number; of: string }) {
  const isRunning = of === '/runs';
  return (
    <span
      className={classNames(
        'absolute top-0.5 right-0.5 rounded-full px-1.5 text-[0.6875rem] leading-4 font-semibold xl:static xl:ml-auto',
        isRunning ? 'bg-info-soft text-info' : 'bg-danger text-surface',
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only">{isRunning ? ' running' : ' waiting'}</span>
    </span>
  );
}

/** For thumbs: the main places, and the rest behind a menu. */
export function BottomBar() {
  const path = usePathname();
  const router = useRouter();
  const others = destinations.filter(({ isMain }) => isMain !== true);
  const item = 'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium';
  return (
    <nav
      aria-label="Main"
      className="border-line bg-surface fixed inset-x-0 bottom-0 z-30 flex border-t pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {destinations
        .filter(({ isMain }) => isMain)
        .map(({ href, label, icon: Icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={isAt(path, href) ? 'page' : undefined}
            className={classNames(item, isAt(path, href) ? 'text-accent' : 'text-ink-soft')}
          >
            <Icon size={18} aria-hidden />
            {label}
          </Link>
        ))}
      <Menu
        trigger={
          <button type="button" className={classNames(item, 'text-ink-soft')}>
            <Ellipsis size={18} aria-hidden />
            More
          </button>
        }
        groups={[
          others.map(({ href, label, icon: Icon }) => ({
            label,
            icon: <Icon size={15} />,
            onSelect: () => router.push(href),
          })),
        ]}
      />
    </nav>
  );
}
