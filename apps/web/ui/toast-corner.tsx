'use client';

import { useTheme } from 'next-themes';
import type { CSSProperties } from 'react';
import { useEffect } from 'react';
import { toast, Toaster } from 'sonner';
import { openToasts } from './toast-queue';

const colours = {
  '--normal-bg': 'var(--surface)',
  '--normal-bg-hover': 'var(--sunken)',
  '--normal-border': 'var(--line)',
  '--normal-border-hover': 'var(--line-strong)',
  '--normal-text': 'var(--ink)',
} as CSSProperties;

/** On phones the places of the dashboard have the lower edge. */
const aboveBottomBar = { bottom: '4.5rem' };

/** Where messages appear, in the colours of the page. */
export function ToastCorner() {
  const { resolvedTheme } = useTheme();
  useEffect(() => openToasts(toast), []);
  return (
    <Toaster
      position="bottom-right"
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      mobileOffset={aboveBottomBar}
      style={colours}
      closeButton
      toastOptions={{ className: 'font-sans' }}
    />
  );
}
