'use client';

import type { TipProps } from '@/ui/tip';
import { Tip } from '@/ui/tip';
import { formatAgo, formatExactly } from './format-time';
import { localZone } from './local-zone';

export interface TimeTipProps extends Omit<TipProps, 'children'> {
  at: string;
  taskZone: string | null;
}

/** An instant by all clocks. */
export function TimeTip({ at, taskZone, ...tip }: TimeTipProps) {
  return (
    <Tip {...tip}>
      <span className="grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5 whitespace-nowrap">
        {clocksOf(at, taskZone).map(([name, value]) => (
          <span key={name} className="contents">
            <span className="text-ink-soft">{name} </span>
            <span className="tabular">{value} </span>
          </span>
        ))}
      </span>
    </Tip>
  );
}

function clocksOf(at: string, taskZone: string | null): [name: string, value: string][] {
  const zone = localZone();
  const names = new Map([[zone, `Local (${zone})`]]);
  if (!names.has('UTC')) names.set('UTC', 'UTC');
  if (taskZone !== null && !names.has(taskZone)) names.set(taskZone, `Task (${taskZone})`);
  return [
    ...[...names].map(([each, name]): [string, string] => [name, formatExactly(at, each)]),
    ['From now', formatAgo(at)],
  ];
}
