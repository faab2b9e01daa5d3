'use client';

import { useShownClock } from '@/features/time/shown-clock';
import { formatInstant } from '@/features/time/format-time';
import { classNames } from '@/ui/class-names';
import { Field, Select } from '@/ui/field';
import type { ReceivedRequest } from './inspector.api';
import { diffRequests } from './request-text';

const signs = { same: ' ', removed: '−', added: '+' };
const words = { same: '', removed: 'Only before: ', added: 'Only here: ' };

export interface RequestDiffProps {
  request: ReceivedRequest;
  others: readonly ReceivedRequest[];
  comparedWith: number | null;
  onCompare: (number: number) => void;
}

/** What differs between a request and another one. */
export function RequestDiff({ request, others, comparedWith, onCompare }: RequestDiffProps) {
  const clock = useShownClock();
  const candidates = others.filter(({ number }) => number !== request.number);
  const usual = candidates.find(({ number, path }) => number < request.number && path === request.path);
  const other = candidates.find(({ number }) => number === comparedWith) ?? usual ?? candidates[0] ?? null;
  const lines = other === null ? [] : diffRequests(other, request);
  if (other === null) return <p className="text-ink-soft">There is no other request to compare it with.</p>;
  const changed = lines.filter(({ kind }) => kind !== 'same').length;
  return (
    <div className="flex flex-col gap-3">
      <Field label="Compare with">
        <Select value={other.number} onChange={(event) => onCompare(Number(event.target.value))}>
          {candidates.map(({ number, method, path, at }) => (
            <option key={number} value={number}>
              {number}: {method} {path}, {formatInstant(at, clock)}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-ink-soft">
        {changed === 0
          ? 'Nothing differs.'
          : `${changed} ${changed === 1 ? 'line differs' : 'lines differ'}.`}
      </p>
      <div
        tabIndex={0}
        role="region"
        aria-label={`What differs from request ${other.number}`}
        className="border-line bg-sunken overflow-x-auto rounded-md border py-2 font-mono text-xs leading-relaxed"
      >
        {lines.map(({ kind, text }, index) => (
          <div
            key={index}
            className={classNames(
              'flex w-max min-w-full gap-2 px-3 whitespace-pre',
              kind === 'removed' && 'bg-danger-soft text-danger',
              kind === 'added' && 'bg-success-soft text-success',
            )}
          >
            <span aria-hidden>{signs[kind]}</span>
            <span className="sr-only">{words[kind]}</span>
            {text || ' '}
          </div>
        ))}
      </div>
    </div>
  );
}
