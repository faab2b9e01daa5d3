'use client';

import { Link } from './link';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react';

/** Before the title in the browser's tab: `3 failing · `. */
export const TitlePrefix = createContext('');

export interface PageProps {
  title: string;
  /** For the tab of the browser, where it differs. */
  documentTitle?: string;
  /** Beside the title: a state, a count. */
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The pages above this one. */
  trail?: readonly { label: string; href: string }[];
  children: ReactNode;
}

/** Where the reader is: the first page of a visit is read from its top, where the skip link is. */
let shownPath: string | null = null;
/** The heading that went last had the focus, as the one of a page has that says that it loads. */
let tookFocusAway = false;

/** A screen with its one heading, which takes the focus when one comes here from another page. */
export function Page({
  title,
  documentTitle = title,
  badge,
  description,
  actions,
  trail = [],
  children,
}: PageProps) {
  const prefix = useContext(TitlePrefix);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const own = heading.current;
    return () => void (tookFocusAway = document.activeElement === own);
  }, []);
  useEffect(() => {
    const path = window.location.pathname;
    const hasMoved = shownPath !== null && shownPath !== path;
    shownPath = path;
    if (!hasMoved && !tookFocusAway) return;
    const { activeElement } = document;
    // Where the page itself has put the focus, it stays; the link that led here is behind.
    if (activeElement === null || activeElement.closest('main') === null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div className="mx-auto flex w-full max-w-[100rem] flex-col gap-4 p-4 md:p-6">
      <title>{`${prefix}${documentTitle} · Carillon`}</title>
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-[min(100%,18rem)] flex-1">
          {trail.length > 0 && (
            <nav aria-label="Breadcrumb" className="text-ink-soft mb-1 text-xs">
              <ol className="flex flex-wrap gap-1">
                {trail.map(({ label, href }) => (
                  <li key={href} className="after:ml-1 after:content-['/']">
                    <Link href={href} className="hover:text-ink underline-offset-2 hover:underline">
                      {label}
                    </Link>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1
              ref={heading}
              tabIndex={-1}
              className="text-xl font-semibold tracking-tight break-words outline-none"
            >
              {title}
            </h1>
            {badge}
          </div>
          {description !== undefined && <p className="text-ink-soft mt-0.5">{description}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
