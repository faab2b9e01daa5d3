'use client';

import { CopyButton } from './copy-button';

export interface SecretTextProps {
  label: string;
  text: string;
  note: string;
}

/** A text that opens something, with a button that copies it and what is to be known of it. */
export function SecretText({ label, text, note }: SecretTextProps) {
  return (
    <div className="border-line bg-sunken flex flex-col gap-1 rounded-md border p-3">
      <p className="text-ink-soft text-xs font-medium">{label}</p>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 pt-1.5 font-mono text-xs break-all select-all">{text}</code>
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <p className="text-ink-soft text-xs">{note}</p>
    </div>
  );
}
