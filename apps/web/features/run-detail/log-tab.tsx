'use client';

import { useState } from 'react';
import { Instant } from '@/features/time/time';
import type { RunDetail } from '@/features/runs/runs.api';
import type { Tone } from '@/ui/badge';
import { Badge } from '@/ui/badge';
import { classNames } from '@/ui/class-names';
import { CopyButton } from '@/ui/copy-button';
import { CheckboxField, Select } from '@/ui/field';

type Level = RunDetail['logLines'][number]['level'];
const levels: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const tones: Readonly<Record<Level, Tone>> = {
  debug: 'muted',
  info: 'info',
  warn: 'warning',
  error: 'danger',
};

/** What the receiver logged while it worked on the run. */
export function LogTab({ run: { logLines } }: { run: RunDetail }) {
  const [least, setLeast] = useState<Level>('debug');
  const [isWrapped, setWrapped] = useState(true);
  if (logLines.length === 0) {
    return (
      <p className="text-ink-soft">
        The receiver has logged nothing. With its call-back it can send lines, which are then shown here.
      </p>
    );
  }
  const shown = logLines.filter(({ level }) => levels.indexOf(level) >= levels.indexOf(least));
  const text = shown.map(({ createdAt, level, line }) => `${createdAt} ${level} ${line}`).join('\n');
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-xs">
          Level
          <Select
            value={least}
            onChange={(event) => setLeast(event.target.value as Level)}
            className="w-auto"
          >
            {levels.map((level) => (
              <option key={level} value={level}>
                {level === 'debug' ? 'all' : level === 'error' ? 'error' : `${level} and above`}
              </option>
            ))}
          </Select>
        </label>
        <CheckboxField
          label="Wrap long lines"
          checked={isWrapped}
          onChange={(event) => setWrapped(event.target.checked)}
        />
        <span className="text-ink-faint text-xs">
          {shown.length} of {logLines.length} lines
        </span>
        <span className="ml-auto">
          <CopyButton text={text} label="Copy the lines" />
        </span>
      </div>
      <ol
        tabIndex={0}
        aria-label="Lines that the receiver logged"
        className="border-line bg-sunken max-h-96 overflow-auto rounded-md border p-2 font-mono text-xs"
      >
        {shown.map(({ level, line, createdAt }, index) => (
          <li key={index} className="flex items-start gap-2 py-0.5">
            <Instant at={createdAt} className="text-ink-faint shrink-0" />
            <Badge tone={tones[level]}>{level}</Badge>
            <span
              className={classNames(
                'min-w-0',
                isWrapped ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
              )}
            >
              {line}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
