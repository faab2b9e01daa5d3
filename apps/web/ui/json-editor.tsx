'use client';

import { Braces, ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button';
import type { InsertText, JsonEditorViewProps } from './json-editor-view';
import { bytesOf, formatJson } from './json-text';
import { Menu } from './menu';
import { onDemand } from './on-demand';

/** An empty box of the same size until the editor has come. */
const View = onDemand(
  () => import('./json-editor-view').then((module) => module.JsonEditorView),
  () => <div aria-hidden className="border-line-strong/60 bg-surface h-48 rounded-md border" />,
);

export interface JsonEditorProps extends Omit<JsonEditorViewProps, 'onReady'> {
  bytesMax: number;
  /** Offered by a menu under the editor; the one that is chosen is written where the cursor is. */
  words?: readonly { word: string; meaning: string }[];
  /** One of them has been written. */
  onWord?: () => void;
}

/** Writes JSON: colours, marks what is wrong, indents, counts. The Tab key leaves it, as it does any other field. */
export function JsonEditor({ bytesMax, words = [], onWord, ...view }: JsonEditorProps) {
  const insert = useRef<InsertText | null>(null);
  const formatted = formatJson(view.value);
  const bytes = bytesOf(view.value);
  const write = (word: string): void => {
    insert.current?.(word);
    onWord?.();
  };
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
        {words.length > 0 && (
          <Menu
            trigger={
              <Button look="quiet">
                Insert a word <ChevronDown size={14} aria-hidden />
              </Button>
            }
            groups={[
              words.map(({ word, meaning }) => ({ label: word, note: meaning, onSelect: () => write(word) })),
            ]}
          />
        )}
        <span className={bytes > bytesMax ? 'text-danger text-xs' : 'text-ink-faint tabular text-xs'}>
          {sizeOf(bytes)} of {bytesMax / 1_024} kB
        </span>
      </div>
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_024 ? `${bytes} bytes` : `${(bytes / 1_024).toFixed(1)} kB`;
}
