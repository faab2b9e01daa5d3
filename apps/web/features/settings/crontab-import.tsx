'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import type { AnswerOf } from '@/api/api';
import { problemOf } from '@/api/problem';
import { useImportCrontabMutation } from '@/features/imports/imports.api';
import { FormProblem } from '@/ui/form-problem';
import { useRole } from '@/features/session/use-role';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field, Textarea } from '@/ui/field';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import { BatchOutcome } from './batch-outcome';
import type { TaskBatch } from './use-task-batch';
import { useTaskBatch } from './use-task-batch';
import { formatCount } from '@/features/time/format-time';

type Line = AnswerOf<'POST', '/api/imports/crontab'>['items'][number];
type Draft = NonNullable<Line['task']>;

const sample = `CRON_TZ=Europe/Berlin
0 3 * * * curl -fsS https://api.example.com/nightly
*/5 * * * * wget -qO- https://api.example.com/sync`;

/** Reads a crontab, shows what each line becomes, and makes those that are chosen. */
export function CrontabImport() {
  const [read, { data, error, isLoading, reset }] = useImportCrontabMutation();
  const batch = useTaskBatch();
  const [text, setText] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    batch.forget();
    void read({ text });
  };
  return (
    <Card title="Import a crontab" note="Lines that call curl or wget become tasks">
      <form onSubmit={submit} className="flex flex-col gap-3">
        <FormProblem problem={error === undefined ? null : problemOf(error)} />
        <Field
          label="Crontab"
          hint="Nothing is made yet, and the text is kept nowhere. CRON_TZ holds for the lines below it."
        >
          <Textarea
            rows={5}
            value={text}
            placeholder={sample}
            spellCheck={false}
            className="text-xs"
            onChange={(event) => {
              setText(event.target.value);
              if (data !== undefined) reset();
              batch.forget();
            }}
          />
        </Field>
        <Button type="submit" busy={isLoading} disabled={text.trim() === ''} className="self-start">
          Read it
        </Button>
      </form>
      {data !== undefined && <Lines key={text} lines={data.items} batch={batch} />}
    </Card>
  );
}

function Lines({ lines, batch }: { lines: readonly Line[]; batch: TaskBatch }) {
  const { may, whyNot } = useRole();
  const drafts = lines.filter((line) => line.task !== null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const chosen = drafts.filter(({ line }) => !left.has(line));
  const placeOf = new Map(chosen.map(({ line }, index) => [line, index]));
  const isMade = batch.results !== null;
  const toggle = (line: number): void => {
    const next = new Set(left);
    if (!next.delete(line)) next.add(line);
    setLeft(next);
  };
  return (
    <div className="mt-4 flex flex-col gap-3" role="group" aria-label="What the lines become">
      <p role="status">
        {`${drafts.length} of ${formatCount(lines.length, 'line')} can be made into tasks.`}
      </p>
      {lines.length > 0 && (
        <Table caption="What the lines become">
          <thead>
            <tr>
              <ColumnHead>
                <span className="sr-only">Chosen</span>
              </ColumnHead>
              <ColumnHead>Line</ColumnHead>
              <ColumnHead>Becomes</ColumnHead>
              {isMade && <ColumnHead>Result</ColumnHead>}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.line}>
                <Cell className="w-8">
                  {line.task !== null && (
                    <input
                      type="checkbox"
                      aria-label={`Line ${line.line}`}
                      className="accent-accent size-4"
                      checked={!left.has(line.line)}
                      disabled={isMade || batch.isMaking}
                      onChange={() => toggle(line.line)}
                    />
                  )}
                </Cell>
                <th scope="row" className="px-3 py-2 font-normal">
                  <span className="text-ink-faint text-xs">{line.line}</span>
                  <code className="block font-mono text-xs break-all">{line.text}</code>
                </th>
                <Cell>
                  <Becomes line={line} />
                </Cell>
                {isMade && (
                  <Cell>
                    <BatchOutcome result={batch.results?.get(placeOf.get(line.line) ?? -1)} />
                  </Cell>
                )}
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      {!isMade && drafts.length > 0 && (
        <Button
          look="primary"
          className="self-start"
          busy={batch.isMaking}
          disabled={chosen.length === 0 || !may('operator')}
          title={whyNot('operator') ?? undefined}
          onClick={() => void batch.make(chosen.map(({ task }) => task))}
        >
          Make {formatCount(chosen.length, 'task')}
        </Button>
      )}
    </div>
  );
}

function Becomes({ line: { task, problem, warnings } }: { line: Line }) {
  if (task === null) {
    return (
      <span className="flex flex-wrap items-baseline gap-2">
        <Badge tone="muted">No task</Badge>
        <span className="text-ink-soft text-xs">{problem}</span>
      </span>
    );
  }
  return (
    <span className="flex flex-col gap-0.5">
      <DraftLine draft={task} />
      {warnings.map((warning) => (
        <span key={warning} className="text-warning text-xs">
          {warning}
        </span>
      ))}
    </span>
  );
}

function DraftLine({ draft }: { draft: Draft }) {
  return (
    <>
      <span className="font-medium">{draft.taskName}</span>
      <span className="text-ink-soft text-xs">
        <code className="font-mono">{draft.taskSchedule}</code> in {draft.timeZone} ·{' '}
        {draft.httpMethod ?? 'POST'} <span className="break-all">{draft.webhookUrl}</span>
      </span>
    </>
  );
}
