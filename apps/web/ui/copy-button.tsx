'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button';
import { copyText } from './copy-text';

/** Copies a text, and shows for a moment that it did. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text, 'It is copied.'))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <IconButton
      label={isCopied ? 'Copied' : label}
      icon={isCopied ? <Check size={14} className="text-success" /> : <Copy size={14} />}
      onClick={() => void copy()}
    />
  );
}

/** A text to be run or sent elsewhere, with a button that copies it. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <figure className="border-line bg-sunken relative min-w-0 rounded-md border">
      <figcaption className="sr-only">{label}</figcaption>
      <pre
        tabIndex={0}
        aria-label={label}
        className="overflow-x-auto p-3 pr-11 font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
      <div className="bg-sunken absolute inset-y-0 right-0 rounded-r-md p-1">
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
    </figure>
  );
}
