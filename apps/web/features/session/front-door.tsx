import type { ReactNode } from 'react';

/** The frame of the pages before one is in. */
export function FrontDoor({
  title,
  lead,
  children,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 p-6">
      <title>{`${title} · Carillon`}</title>
      <div className="flex items-center gap-2.5">
        <img src="/icon.svg" alt="" width={32} height={32} />
        <span className="text-lg font-semibold tracking-tight">Carillon</span>
      </div>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p className="text-ink-soft mt-1">{lead}</p>
      </div>
      {children}
    </main>
  );
}
