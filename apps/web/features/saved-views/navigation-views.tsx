'use client';

import { Link } from '@/ui/link';
import { useSearchParams } from 'next/navigation';
import { viewOf } from '@/features/url/address';
import { classNames } from '@/ui/class-names';
import type { ViewedPage } from './use-saved-views';
import { hrefOf, labelOf, useSavedViews } from './use-saved-views';

/** So many stand under their page; the settings have them all. */
const shownMax = 8;

/** The saved views of a list, under it in the navigation. */
export function NavigationViews({ page, isCurrent }: { page: ViewedPage; isCurrent: boolean }) {
  const views = useSavedViews(page);
  const query = viewOf(useSearchParams());
  if (views.length === 0) return null;
  const item = 'flex h-7 items-center rounded-md pr-2 pl-3 text-[0.8125rem]';
  return (
    <ul
      aria-label={`Saved views of ${page === '/tasks' ? 'tasks' : 'runs'}`}
      className="border-line my-0.5 ml-4.5 hidden flex-col border-l pl-1.5 xl:flex"
    >
      {views.slice(0, shownMax).map((view) => {
        const isShown = isCurrent && view.query === query;
        return (
          <li key={view.id}>
            <Link
              href={hrefOf(view)}
              aria-current={isShown ? 'true' : undefined}
              title={labelOf(view)}
              className={classNames(
                item,
                isShown ? 'text-accent font-medium' : 'text-ink-soft hover:bg-sunken hover:text-ink',
              )}
            >
              <span className="truncate">{view.name}</span>
            </Link>
          </li>
        );
      })}
      {views.length > shownMax && (
        <li>
          <Link href="/settings/saved-views" className={classNames(item, 'text-ink-faint hover:text-ink')}>
            {`${views.length - shownMax} more`}
          </Link>
        </li>
      )}
    </ul>
  );
}
