import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import './globals.css';
import { Providers } from './providers';

/** No title: of two in a document the first counts, and each page has its own (ui/page.tsx). */
export const metadata: Metadata = { icons: { icon: '/icon.svg' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** Rendered for each request, as every answer has a nonce of its own (src/page-headers.ts). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const policy = (await headers()).get('content-security-policy');
  const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '';
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
