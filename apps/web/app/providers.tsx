'use client';

import { setupListeners } from '@reduxjs/toolkit/query';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Provider } from 'react-redux';
import { keepPreferences } from '@/features/preferences/keep-preferences';
import { createStore } from '@/store';
import { Toasts } from '@/ui/toasts';
import { beginIdleChores } from '@/ui/when-idle';

/** What every page needs: the store, the theme, and a place for messages. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [store] = useState(createStore);
  useEffect(beginIdleChores, []);
  useEffect(() => {
    const stopListening = setupListeners(store.dispatch);
    const stopKeeping = keepPreferences(store);
    return () => {
      stopListening();
      stopKeeping();
    };
  }, [store]);
  return (
    <Provider store={store}>
      <ThemeProvider attribute="data-theme" defaultTheme="system" nonce={nonce} disableTransitionOnChange>
        {children}
        <Toasts />
      </ThemeProvider>
    </Provider>
  );
}
