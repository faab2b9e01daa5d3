'use client';

import { useLayoutEffect, useRef, useState } from 'react';
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
export function LogTab({ run: { logLines, finishedAt } }: { run: RunDetail }) {
  const [least, setLeast] = useState<Level>('debug');
  const [isWrapped, setWrapped] = useState(true);
  const { isFollowing, setFollowing, box, onScroll } = useFollow(logLines.length, finishedAt === null);
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
        <CheckboxField
          label="Follow"
          checked={isFollowing}
          onChange={(event) => setFollowing(event.target.checked)}
        />
        <span className="text-ink-faint text-xs">
          {shown.length} of {logLines.length} lines
        </span>
        <span className="ml-auto">
          <CopyButton text={text} label="Copy the lines" />
        </span>
      </div>
      <ol
        ref={box}
        onScroll={onScroll}
        tabIndex={0}
        aria-label="Lines that the receiver logged"
        className="border-line bg-sunken max-h-96 overflow-auto rounded-md border p-2 font-mono text-xs"
      >
        {shown.map((line, index) => (
          <Line key={index} {...line} isWrapped={isWrapped} />
        ))}
      </ol>
    </div>
  );
}

function Line({ level, line, createdAt, isWrapped }: RunDetail['logLines'][number] & { isWrapped: boolean }) {
  return (
    <li className="flex items-start gap-2 py-0.5">
      <Instant at={createdAt} className="text-ink-faint shrink-0" />
      <Badge tone={tones[level]}>{level}</Badge>
      <span
        className={classNames('min-w-0', isWrapped ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}
      >
        {line}
      </span>
    </li>
  );
}

/** As near to the end as whoever reads the newest line is. */
const nearEndPx = 24;

/** Keeps the newest line in sight, from the beginning while lines may come; whoever scrolls back ends it. */
function useFollow(lines: number, isOpen: boolean) {
  const [isFollowing, setFollowing] = useState(isOpen);
  const box = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    if (isFollowing && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, lines]);
  const onScroll = (): void => {
    if (box.current === null) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    if (scrollHeight - scrollTop - clientHeight > nearEndPx) setFollowing(false);
  };
  return { isFollowing, setFollowing, box, onScroll };
}
