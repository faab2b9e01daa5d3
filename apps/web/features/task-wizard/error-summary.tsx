'use client';

import { CircleAlert } from 'lucide-react';
import { fieldId, labelOf } from './field-facts';
import type { FieldName } from './field-facts';
import type { Fault } from './task-form-rules';

export interface Refusal {
  faults: readonly Fault[];
  /** What belongs to no field. */
  others: readonly string[];
}

/** What keeps one from going on, each with the way to it. */
export function ErrorSummary({ refusal, onGo }: { refusal: Refusal; onGo: (field: FieldName) => void }) {
  const { faults, others } = refusal;
  if (faults.length + others.length === 0) return null;
  return (
    <div role="alert" className="bg-danger-soft flex gap-3 rounded-lg p-4">
      <CircleAlert aria-hidden size={18} className="text-danger mt-0.5 shrink-0" />
      <div className="min-w-0">
        <p className="text-danger font-semibold">{titleOf(faults.length + others.length)}</p>
        <ul className="mt-1 flex flex-col gap-1">
          {faults.map(({ field, message }) => (
            <li key={field}>
              <a
                href={`#${fieldId(field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  onGo(field);
                }}
                className="font-medium underline underline-offset-2"
              >
                {labelOf(field)}
              </a>
              : {message}
            </li>
          ))}
          {others.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const titleOf = (count: number): string =>
  count === 1 ? 'One thing is to be mended' : `${count} things are to be mended`;
