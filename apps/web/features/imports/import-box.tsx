'use client';

import { ClipboardPaste } from 'lucide-react';
import type { ClipboardEvent } from 'react';
import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { Button } from '@/ui/button';
import { Field, Textarea } from '@/ui/field';
import type { CrontabDrafts, ImportedTask } from './imports.api';
import { useImportCrontabMutation, useImportCurlMutation } from './imports.api';

export interface ImportBoxProps {
  onImport: (task: ImportedTask['task']) => void;
}

interface Outcome {
  kind: 'done' | 'refused';
  lines: readonly string[];
}

/** Takes over a request that somebody has already: nothing is run, the command is only read. */
export function ImportBox({ onImport }: ImportBoxProps) {
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { read, isReading } = useReader();

  const take = async (command: string): Promise<void> => {
    if (command.trim() === '') return;
    const result = await read(command);
    if ('refused' in result) return setOutcome({ kind: 'refused', lines: result.refused });
    onImport(result.task);
    setText('');
    setOutcome({
      kind: 'done',
      lines: [`“${result.task.taskName}” is filled in below.`, ...result.warnings],
    });
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const pasted = event.clipboardData.getData('text');
    if (text === '' && isCommand(pasted)) void take(pasted);
  };

  return (
    <div className="border-line bg-sunken/50 flex flex-col gap-2 rounded-lg border border-dashed p-3">
      <Field
        label="Paste a curl, wget or crontab line"
        hint="It fills in what follows. Nothing is run, and what was written before stays where the line says nothing."
        error={outcome?.kind === 'refused' ? outcome.lines.join(' ') : null}
      >
        <Textarea
          value={text}
          rows={2}
          spellCheck={false}
          placeholder={`curl https://example.com/hook -d '{"a": 1}'`}
          onChange={(event) => setText(event.target.value)}
          onPaste={onPaste}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<ClipboardPaste size={14} />}
          busy={isReading}
          disabled={text.trim() === ''}
          onClick={() => void take(text)}
        >
          Fill in
        </Button>
        <div role="status" className="min-w-0 flex-1 text-xs">
          {outcome?.kind === 'done' &&
            outcome.lines.map((line, index) => (
              <p key={line} className={index === 0 ? 'text-success font-medium' : 'text-warning'}>
                {line}
              </p>
            ))}
        </div>
      </div>
    </div>
  );
}

type Reading = ImportedTask | { refused: string[] };

function useReader(): { read: (text: string) => Promise<Reading>; isReading: boolean } {
  const [importCurl, curl] = useImportCurlMutation();
  const [importCrontab, crontab] = useImportCrontabMutation();
  const read = async (text: string): Promise<Reading> => {
    if (isRequest(text)) {
      const { data, error } = await importCurl({ command: text.trim() });
      return data ?? { refused: linesOf(problemOf(error)) };
    }
    const { data, error } = await importCrontab({ text });
    return data === undefined ? { refused: linesOf(problemOf(error)) } : firstOf(data.items);
  };
  return { read, isReading: curl.isLoading || crontab.isLoading };
}

function firstOf(items: CrontabDrafts['items']): Reading {
  const found = items.find(({ task }) => task !== null);
  if (found?.task == null) {
    const [first] = items;
    return {
      refused: [
        first === undefined
          ? 'There is no line that says something.'
          : `The line ${first.problem ?? 'makes no task'}.`,
      ],
    };
  }
  const others = items.length - 1;
  return {
    task: found.task,
    warnings: [
      ...found.warnings,
      ...(others > 0 ? [`Only line ${found.line} is taken; ${others} more stand beside it.`] : []),
    ],
  };
}

const linesOf = ({ message, hint }: Problem): string[] => [message, ...(hint === null ? [] : [hint])];

const isRequest = (text: string): boolean => /^\s*(\S*\/)?(curl|wget)\s/.test(text);

/** Whether it is a command at first sight, so that pasting it is enough. */
const isCommand = (text: string): boolean =>
  isRequest(text) || /^\s*(@\w+|(\S+\s+){4}\S+)\s+.*\b(curl|wget)\s/.test(text);
