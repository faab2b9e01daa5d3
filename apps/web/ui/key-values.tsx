import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface KeyValue {
  name: string;
  value: ReactNode;
}

/** Names and what they are, in two columns where there is room. `mono` for headers and the like. */
export function KeyValues({
  items,
  mono = false,
  className,
}: {
  items: readonly KeyValue[];
  mono?: boolean;
  className?: string;
}) {
  return (
    <dl
      className={classNames(
        'grid grid-cols-1 gap-x-6 gap-y-2 sm:gap-y-1.5 sm:grid-cols-[minmax(8rem,max-content)_1fr]',
        mono && 'font-mono text-xs',
        className,
      )}
    >
      {items.map(({ name, value }, index) => (
        <div key={`${name} ${index}`} className="min-w-0 sm:contents">
          <dt className="text-ink-soft text-xs break-words sm:text-[length:inherit]">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
