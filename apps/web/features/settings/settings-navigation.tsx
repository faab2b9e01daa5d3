'use client';

import { Lock } from 'lucide-react';
import { Link } from '@/ui/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useRole } from '@/features/session/use-role';
import { classNames } from '@/ui/class-names';
import type { SettingsSection } from './sections';
import { sectionGroups } from './sections';

/** The sections: a list at the side, and a row to swipe through where there is no room for one. */
export function SettingsNavigation() {
  const path = usePathname();
  const list = useRef<HTMLElement>(null);
  // On phones the row shows where one is.
  useEffect(() => {
    const row = list.current;
    const current = row?.querySelector<HTMLElement>('[aria-current]');
    if (row && current && row.scrollWidth > row.clientWidth) {
      row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    }
  }, [path]);
  return (
    <nav
      ref={list}
      aria-label="Settings"
      className="border-line relative flex shrink-0 gap-1 overflow-x-auto border-b px-4 pt-2 lg:sticky lg:top-12 lg:block lg:h-[calc(100dvh-3rem)] lg:w-56 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:px-3 lg:py-6"
    >
      {sectionGroups.map(({ label, sections }) => (
        <div key={label} className="flex shrink-0 lg:mb-4 lg:block">
          <p id={`settings ${label}`} className="text-ink-faint sr-only px-2.5 pb-1 text-xs lg:not-sr-only">
            {label}
          </p>
          <ul aria-labelledby={`settings ${label}`} className="flex gap-1 lg:flex-col lg:gap-0.5">
            {sections.map((section) => (
              <li key={section.id}>
                <SectionLink section={section} isCurrent={path === `/settings/${section.id}`} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function SectionLink({ section, isCurrent }: { section: SettingsSection; isCurrent: boolean }) {
  const { id, label, icon: Icon, role: needed } = section;
  const { role, may } = useRole();
  const isClosed = role !== null && !may(needed);
  return (
    <Link
      href={`/settings/${id}`}
      aria-current={isCurrent ? 'page' : undefined}
      title={isClosed ? `This takes the role ${needed}` : undefined}
      className={classNames(
        'flex h-9 items-center gap-2.5 px-2.5 font-medium whitespace-nowrap',
        'border-b-2 lg:h-8 lg:rounded-md lg:border-b-0',
        isCurrent
          ? 'border-accent text-accent lg:bg-accent-soft'
          : 'text-ink-soft hover:text-ink lg:hover:bg-sunken border-transparent',
      )}
    >
      <Icon size={15} aria-hidden />
      {label}
      {isClosed && <Lock size={12} aria-label="closed to you" className="text-ink-faint ml-auto" />}
    </Link>
  );
}
