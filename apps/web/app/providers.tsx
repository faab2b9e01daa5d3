'use client';

import { setupListeners } from '@reduxjs/toolkit/query';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Provider } from 'react-redux';
import { Toaster } from 'sonner';
import { keepPreferences } from '@/features/preferences/keep-preferences';
import { createStore } from '@/store';

/** What every page needs: the store, the theme, and a place for messages. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [store] = useState(createStore);
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
        <Toaster position="bottom-right" closeButton toastOptions={{ className: 'font-sans' }} />
      </ThemeProvider>
    </Provider>
  );
}
