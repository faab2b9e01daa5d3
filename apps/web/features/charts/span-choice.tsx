'use client';

import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';
import type { TimeSpan } from './time-span';
import { useSpanWords } from './time-span';
import { WindowChoice } from './time-window';

const RangeDialog = onDemand(() => import('./range-dialog').then((module) => module.RangeDialog));

export interface SpanChoiceProps {
  value: TimeSpan;
  onChange: (span: TimeSpan) => void;
}

/** One of the windows up to now, or a range of one's own. */
export function SpanChoice({ value, onChange }: SpanChoiceProps) {
  const [isAsking, setAsking] = useState(false);
  const words = useSpanWords(value);
  const range = 'window' in value ? null : value;
  return (
    <>
      <WindowChoice
        value={'window' in value ? value.window : null}
        onChange={(window) => onChange({ window })}
      />
      <Button
        className={range === null ? undefined : 'bg-accent-soft! text-accent!'}
        aria-pressed={range !== null}
        icon={<CalendarRange size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {range === null ? 'Range …' : words}
      </Button>
      {isAsking && (
        <RangeDialog
          range={range}
          onClose={() => setAsking(false)}
          onChoose={(chosen) => {
            setAsking(false);
            onChange(chosen);
          }}
        />
      )}
    </>
  );
}
