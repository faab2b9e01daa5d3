import { apiFieldLabel, wordsOf } from './describe-task';
import type { WholeTask } from './task-of-form';
import { differenceOf } from './task-of-form';

/** Field by field what a change changes; the minus and the plus say it without the colours. */
export function ChangeTable({ before, after }: { before: WholeTask; after: WholeTask }) {
  const changed = Object.keys(differenceOf(before, after)) as (keyof WholeTask)[];
  if (changed.length === 0) return <p className="text-ink-soft">Nothing is changed yet.</p>;
  return (
    <ul className="flex flex-col gap-3">
      {changed.map((field) => (
        <li key={field} className="min-w-0">
          <p className="font-medium">{apiFieldLabel(field)}</p>
          <Value sign="−" word="before" text={wordsOf(field, before[field])} className="bg-danger-soft" />
          <Value sign="+" word="after" text={wordsOf(field, after[field])} className="bg-success-soft" />
        </li>
      ))}
    </ul>
  );
}

function Value({
  sign,
  word,
  text,
  className,
}: {
  sign: string;
  word: string;
  text: string;
  className: string;
}) {
  return (
    <div className={`${className} mt-1 flex gap-2 rounded px-2 py-1 font-mono text-xs`}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{word}: </span>
      <span className="max-h-60 min-w-0 overflow-auto break-words whitespace-pre-wrap">{text}</span>
    </div>
  );
}
