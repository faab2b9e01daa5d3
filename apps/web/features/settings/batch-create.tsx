'use client';

import type { FormEvent } from 'react';
import { useMemo, useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field, Textarea } from '@/ui/field';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import { BatchOutcome } from './batch-outcome';
import { batchMax, readTasks } from './task-rows';
import type { BatchResult } from './use-task-batch';
import { useTaskBatch } from './use-task-batch';
import { formatCount } from '@/features/time/format-time';

const sample = `taskName,webhookUrl,taskSchedule,timeZone,tags
Nightly report,https://api.example.com/report,0 3 * * *,Europe/Berlin,reports; nightly
Sync,https://api.example.com/sync,*/15 * * * *,UTC,sync`;

/** Many tasks at once from JSON or CSV, with what became of each. */
export function BatchCreate() {
  const { may, whyNot } = useRole();
  const batch = useTaskBatch();
  const [text, setText] = useState('');
  const pasted = useMemo(() => readTasks(text), [text]);
  const isEmpty = text.trim() === '';
  const count = pasted.tasks?.length ?? 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (pasted.tasks !== null) void batch.make(pasted.tasks);
  };
  return (
    <Card title="Make many tasks" note={`Up to ${batchMax} at once, each made or refused by itself`}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label="JSON or CSV"
          hint="A JSON list of tasks as POST /api/tasks takes them, or CSV whose first line names the fields. Tags are separated by semicolons."
          error={isEmpty ? null : pasted.fault}
        >
          <Textarea
            rows={6}
            value={text}
            placeholder={sample}
            spellCheck={false}
            className="text-xs"
            onChange={(event) => {
              setText(event.target.value);
              batch.forget();
            }}
          />
        </Field>
        <Button
          type="submit"
          look="primary"
          className="self-start"
          busy={batch.isMaking}
          disabled={pasted.tasks === null || batch.results !== null || !may('operator')}
          title={whyNot('operator') ?? undefined}
        >
          {count === 0 ? 'Make the tasks' : `Make ${formatCount(count, 'task')}`}
        </Button>
      </form>
      {batch.results !== null && pasted.tasks !== null && (
        <Results tasks={pasted.tasks} results={batch.results} />
      )}
    </Card>
  );
}

interface ResultsProps {
  tasks: readonly Record<string, unknown>[];
  results: ReadonlyMap<number, BatchResult>;
}

function Results({ tasks, results }: ResultsProps) {
  const made = [...results.values()].filter(({ status }) => status === 201).length;
  return (
    <div className="mt-4 flex flex-col gap-2">
      <p role="status">{`${made} of ${tasks.length} made.`}</p>
      <Table caption="What became of each task">
        <thead>
          <tr>
            <ColumnHead>Row</ColumnHead>
            <ColumnHead>Task</ColumnHead>
            <ColumnHead>Result</ColumnHead>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task, index) => (
            <Row key={index}>
              <Cell className="text-ink-faint w-12">{index + 1}</Cell>
              <th scope="row" className="px-3 py-2 font-medium break-words">
                {typeof task['taskName'] === 'string' ? task['taskName'] : 'Without a name'}
              </th>
              <Cell>
                <BatchOutcome result={results.get(index)} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
