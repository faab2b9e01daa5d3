'use client';

import { useEffect } from 'react';
import { toast, Toaster } from 'sonner';
import { openToasts } from './toast-queue';

/** Where messages appear. */
export function ToastCorner() {
  useEffect(() => openToasts(toast), []);
  return <Toaster position="bottom-right" closeButton toastOptions={{ className: 'font-sans' }} />;
}
