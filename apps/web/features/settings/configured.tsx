import type { ReactNode } from 'react';

/** A value, and the variable by which it is set. */
export function Variable({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span>{children}</span>
      <code className="text-ink-faint font-mono text-xs">{name}</code>
    </span>
  );
}

/** Addresses and the like, each by itself. */
export function Codes({ texts, none, from }: { texts: readonly string[]; none: string; from?: string }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 gap-y-1">
      {texts.length === 0 && none}
      {texts.map((text) => (
        <code key={text} className="bg-sunken rounded px-1.5 py-0.5 font-mono text-xs">
          {text}
        </code>
      ))}
      {from !== undefined && <code className="text-ink-faint font-mono text-xs">{from}</code>}
    </span>
  );
}
