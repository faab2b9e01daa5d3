'use client';

import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { TitlePrefix } from '@/ui/page';
import { useNavigationCounts } from './use-navigation-counts';

/** Tells in the browser's tab, which is seen from elsewhere too, that tasks fail: in its title and its icon. */
export function FailingSign({ children }: { children: ReactNode }) {
  const failing = useNavigationCounts()['/attention'] ?? 0;
  const icon = failing > 0 ? '/icon-failing.svg' : '/icon.svg';
  useEffect(() => {
    document.querySelector('link[rel~="icon"]')?.setAttribute('href', icon);
  }, [icon]);
  return <TitlePrefix value={failing > 0 ? `${failing} failing · ` : ''}>{children}</TitlePrefix>;
}
