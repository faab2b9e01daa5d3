'use client';

import { CircleHelp, Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import { IconButton } from '@/ui/button';
import { FilterHelp } from './filter-help';
import { isUnfinished, readTerms, withoutTerm } from './filter-terms';

/** How long one rests before what was written is asked for. */
const restMs = 600;

export interface FilterBoxProps {
  /** What is filtered: `tasks`. */
  noun: string;
  value: string;
  onChange: (text: string) => void;
  /** What the server says is wrong with the text; null: nothing. */
  error: string | null;
  placeholder: string;
  /** The fields that there are, with a word on each. */
  fields: Readonly<Record<string, string>>;
}

/** A filter as text, that can be copied and pasted, with its terms as chips under it. */
export function FilterBox({ noun, value, onChange, error, placeholder, fields }: FilterBoxProps) {
  const id = useId();
  const [isHelpShown, setHelpShown] = useState(false);
  const { draft, setDraft, apply } = useDraft(value, onChange);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') apply(draft);
    if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5" role="search" aria-label={`Filter the ${noun}`}>
      <div className="relative flex items-center">
        <Search size={14} aria-hidden className="text-ink-faint absolute left-2.5" />
        <input
          data-filter-box
          id={id}
          aria-label={`Filter ${noun}`}
          aria-invalid={error !== null || undefined}
          aria-describedby={error === null ? undefined : `${id}-error`}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => apply(draft)}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="border-line-strong/60 bg-surface placeholder:text-ink-faint aria-invalid:border-danger h-8 w-full min-w-0 rounded-md border pr-16 pl-8 font-mono text-[0.8125rem]"
        />
        <div className="absolute right-0.5 flex">
          {draft !== '' && (
            <IconButton
              className="h-7 w-7"
              label="Clear the filter"
              icon={<X size={14} />}
              onClick={() => apply('')}
            />
          )}
          <IconButton
            className="h-7 w-7"
            label="How to filter"
            icon={<CircleHelp size={14} />}
            onClick={() => setHelpShown(true)}
          />
        </div>
      </div>
      {error !== null && (
        <p id={`${id}-error`} role="alert" className="text-danger text-xs font-medium">
          {error}
        </p>
      )}
      <FilterChips text={value} onChange={apply} />
      <FilterHelp open={isHelpShown} onClose={() => setHelpShown(false)} noun={noun} fields={fields} />
    </div>
  );
}

/** What is being written, and asked for once one rests; what the address says comes first. */
function useDraft(value: string, onChange: (text: string) => void) {
  const [{ draft, of }, setState] = useState({ draft: value, of: value });
  if (of !== value) setState({ draft: value, of: value });
  const apply = (text: string): void => {
    setState((now) => ({ ...now, draft: text }));
    if (text.trim() !== value) onChange(text.trim());
  };
  useEffect(() => {
    if (draft.trim() === value || isUnfinished(draft)) return undefined;
    const timer = setTimeout(() => onChange(draft.trim()), restMs);
    return () => clearTimeout(timer);
  }, [draft, value, onChange]);
  return { draft, setDraft: (text: string) => setState((now) => ({ ...now, draft: text })), apply };
}

function FilterChips({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const terms = readTerms(text);
  if (terms.length === 0) return null;
  return (
    <ul aria-label="Terms of the filter" className="flex flex-wrap gap-1.5">
      {terms.map(({ text: written, field, negated, values }, index) => (
        <li
          key={`${index} ${written}`}
          className="bg-accent-soft text-ink inline-flex h-6 max-w-full items-center gap-1 rounded-full pr-1 pl-2.5 text-xs"
        >
          <span className="truncate">
            {field === null ? (
              written
            ) : (
              <>
                <span className="text-ink-soft">{negated ? `not ${field}` : field}</span>{' '}
                {values.join(' or ')}
              </>
            )}
          </span>
          <button
            type="button"
            aria-label={`Remove ${written}`}
            onClick={() => onChange(withoutTerm(text, index))}
            className="text-ink-soft hover:text-ink inline-flex size-6 items-center justify-center rounded-full"
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
