'use client';

import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button';
import type { InsertText, JsonEditorViewProps } from './json-editor-view';
import { bytesOf, formatJson } from './json-text';
import { onDemand } from './on-demand';

/** An empty box of the same size until the editor has come. */
const View = onDemand(
  () => import('./json-editor-view').then((module) => module.JsonEditorView),
  () => <div aria-hidden className="border-line-strong/60 bg-surface h-48 rounded-md border" />,
);

export interface JsonEditorProps extends Omit<JsonEditorViewProps, 'onReady'> {
  bytesMax: number;
  /** Offered under the editor; a press writes one where the cursor is. */
  words?: readonly { word: string; meaning: string }[];
}

/** Writes JSON: colours, marks what is wrong, indents, counts. The Tab key leaves it, as it does any other field. */
export function JsonEditor({ bytesMax, words = [], ...view }: JsonEditorProps) {
  const insert = useRef<InsertText | null>(null);
  const formatted = formatJson(view.value);
  const bytes = bytesOf(view.value);
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <View {...view} onReady={(insertText) => (insert.current = insertText)} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          look="quiet"
          icon={<Braces size={14} />}
          disabled={formatted === null || formatted === view.value}
          onClick={() => formatted !== null && view.onChange(formatted)}
        >
          Format
        </Button>
        <span className={bytes > bytesMax ? 'text-danger text-xs' : 'text-ink-faint tabular text-xs'}>
          {sizeOf(bytes)} of {bytesMax / 1_024} kB
        </span>
      </div>
      {words.length > 0 && (
        <ul aria-label="Words to fill in" className="flex flex-wrap gap-1.5">
          {words.map(({ word, meaning }) => (
            <li key={word}>
              <button
                type="button"
                title={meaning}
                onClick={() => insert.current?.(word)}
                className="border-line bg-sunken hover:bg-accent-soft min-h-6 rounded border px-1.5 font-mono text-xs"
              >
                {word}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_024 ? `${bytes} bytes` : `${(bytes / 1_024).toFixed(1)} kB`;
}
