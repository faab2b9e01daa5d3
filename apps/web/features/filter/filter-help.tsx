'use client';

import { Dialog } from '@/ui/dialog';

const forms: readonly (readonly [string, string])[] = [
  ['status:failed', 'A field has this value.'],
  ['status:failed,paused', 'One of these values.'],
  ['-tag:test', 'The opposite.'],
  ['name:"two words"', 'Quotes hold what has blanks or signs.'],
  ['created:>24h', 'Older than 24 hours; with < younger. Also 2026-11-23T10:00:00Z.'],
  ['payload.customer.id=42', 'A value inside the payload; items[].sku=x in any item of a list.'],
  ['invoice', 'Text by itself is looked for in the name and the URL.'],
];

const durations: (typeof forms)[number] = ['took:>5s', 'Longer than 5 seconds; also ms, m, h, d, w.'];

export interface FilterHelpProps {
  open: boolean;
  onClose: () => void;
  noun: string;
  fields: Readonly<Record<string, string>>;
}

export function FilterHelp({ open, onClose, noun, fields }: FilterHelpProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={`How to filter ${noun}`}
      description="Terms stand side by side, and all of them hold. The address of the page keeps the filter: copy it to share it."
    >
      <Pairs title="Forms" pairs={'took' in fields ? [...forms, durations] : forms} />
      <Pairs title="Fields" pairs={Object.entries(fields)} />
    </Dialog>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: readonly (readonly [string, string])[] }) {
  return (
    <section className="pb-4">
      <h3 className="pb-1.5 font-semibold">{title}</h3>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[14rem_1fr]">
        {pairs.map(([word, meaning]) => (
          <div key={word} className="contents">
            <dt className="font-mono text-xs leading-5">{word}</dt>
            <dd className="text-ink-soft pb-1 sm:pb-0">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
