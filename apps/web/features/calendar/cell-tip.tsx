import type { TipProps } from '@/ui/tip';
import { Tip } from '@/ui/tip';
import type { CellWords } from './cell-words';

/** What a cell says, line by line; those who do not see it hear the same as its name. */
export function CellTip({
  words: { title, lines },
  ...tip
}: Omit<TipProps, 'children'> & { words: CellWords }) {
  return (
    <Tip {...tip}>
      <span className="block font-semibold">{title}</span>
      {lines.map((line) => (
        <span key={line} className="text-ink-soft tabular block max-w-80 first-letter:uppercase">
          {line}
        </span>
      ))}
    </Tip>
  );
}
