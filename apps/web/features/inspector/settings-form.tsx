'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field, Input, NumberField, Select, Textarea } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { notify } from '@/ui/notify';
import type { ReceiverSettings } from './inspector.api';
import { useChangeReceiverMutation } from './inspector.api';
import type { SettingsDraft } from './settings-draft';
import { changeOf, draftOf } from './settings-draft';

/** How the receiver answers whatever asks for nothing special. */
export function SettingsForm({ settings }: { settings: ReceiverSettings }) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [change, { error, isLoading }] = useChangeReceiverMutation();
  const { whyNot } = useRole();
  const refusal = whyNot('operator');
  const problem = error === undefined ? null : problemOf(error);
  const save = async (): Promise<void> => {
    const { data } = await change(changeOf(draft));
    if (data === undefined) return;
    setDraft(draftOf(data));
    notify('The receiver answers that way from now on.');
  };
  const parts: PartProps = {
    draft,
    set: (part) => setDraft((now) => ({ ...now, ...part })),
    faultOf: (path) => faultAt(problem, path),
  };
  return (
    <Card title="How it answers" note="until its process ends">
      <form
        className="max-w-3xl"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset disabled={refusal !== null} className="flex flex-col gap-4">
          <legend className="sr-only">How the receiver answers</legend>
          {problem !== null && problem.fieldErrors.length === 0 && <FormProblem problem={problem} />}
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <Failures {...parts} />
            <Latency {...parts} />
            <Answer {...parts} />
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" look="primary" busy={isLoading} disabled={refusal !== null}>
              Save how it answers
            </Button>
            {refusal !== null && <span className="text-ink-soft">{refusal}</span>}
          </div>
        </fieldset>
      </form>
    </Card>
  );
}

interface PartProps {
  draft: SettingsDraft;
  set: (part: Partial<SettingsDraft>) => void;
  /** What is wrong with the setting of that path, or of one below it. */
  faultOf: (path: string) => string | null;
}

function Failures({ draft, set, faultOf }: PartProps) {
  return (
    <>
      <Field label="Fails on purpose" className="sm:col-span-2">
        <Select
          value={draft.fails}
          onChange={({ target }) => set({ fails: target.value as SettingsDraft['fails'] })}
        >
          <option value="never">Never</option>
          <option value="pattern">By a pattern</option>
          <option value="chance">By chance</option>
        </Select>
      </Field>
      {draft.fails === 'pattern' && (
        <Field
          label="Calls that fail"
          hint="Counted from 1, and anew after the last of them"
          error={faultOf('failCalls')}
        >
          <Input
            value={draft.failCalls}
            onChange={({ target }) => set({ failCalls: target.value })}
            placeholder="7, 11"
          />
        </Field>
      )}
      {draft.fails === 'chance' && (
        <NumberField
          label="Share of calls that fail"
          aside="%"
          error={faultOf('failPercent')}
          min={0}
          max={100}
          value={draft.failPercent}
          onChange={(failPercent) => set({ failPercent })}
        />
      )}
      {draft.fails !== 'never' && (
        <NumberField
          label="Status of a failing answer"
          hint="400 to 599"
          error={faultOf('failStatus')}
          min={400}
          max={599}
          value={draft.failStatus}
          onChange={(failStatus) => set({ failStatus })}
        />
      )}
    </>
  );
}

const latencyField = { aside: 'ms', min: 0, max: 60_000 } as const;

function Latency({ draft, set, faultOf }: PartProps) {
  const isFixed = draft.latency === 'fixed';
  return (
    <>
      <Field label="Time to answer" className="sm:col-span-2">
        <Select
          value={draft.latency}
          onChange={({ target }) => set({ latency: target.value as SettingsDraft['latency'] })}
        >
          <option value="fixed">Always the same</option>
          <option value="random">Random, between two times</option>
        </Select>
      </Field>
      <NumberField
        {...latencyField}
        label={isFixed ? 'It takes' : 'Shortest'}
        error={faultOf('latencyMinMs') ?? (isFixed ? faultOf('latencyMaxMs') : null)}
        value={draft.latencyMinMs}
        onChange={(latencyMinMs) => set({ latencyMinMs })}
      />
      {!isFixed && (
        <NumberField
          {...latencyField}
          label="Longest"
          error={faultOf('latencyMaxMs')}
          value={draft.latencyMaxMs}
          onChange={(latencyMaxMs) => set({ latencyMaxMs })}
        />
      )}
    </>
  );
}

function Answer({ draft, set, faultOf }: PartProps) {
  return (
    <>
      <Field
        label="Usual answer"
        hint="Of calls that do not fail on purpose, and whose URL asks for nothing"
        error={faultOf('answer.behaviour')}
        className="sm:col-span-2"
      >
        <Select
          value={draft.behaviour}
          onChange={({ target }) => set({ behaviour: target.value as SettingsDraft['behaviour'] })}
        >
          <option value="answer">It is given</option>
          <option value="hang">None ever comes</option>
          <option value="reset">The connection is broken</option>
        </Select>
      </Field>
      {draft.behaviour === 'answer' && (
        <>
          <NumberField
            label="Status"
            hint="200 to 599"
            error={faultOf('answer.status')}
            min={200}
            max={599}
            value={draft.status}
            onChange={(status) => set({ status })}
          />
          <Field
            label="Headers"
            hint="One a line, as in “X-Shard: eu”"
            error={faultOf('answer.headers')}
            className="sm:col-span-2"
          >
            <Textarea
              rows={3}
              spellCheck={false}
              value={draft.headers}
              onChange={({ target }) => set({ headers: target.value })}
            />
          </Field>
          <Field
            label="Body"
            hint="Left empty: the facts of the call, as JSON"
            error={faultOf('answer.body')}
            className="sm:col-span-2"
          >
            <Textarea
              rows={4}
              spellCheck={false}
              value={draft.body}
              onChange={({ target }) => set({ body: target.value })}
            />
          </Field>
        </>
      )}
    </>
  );
}

/** A fault within a list is told with the setting; one of a header by its name. */
function faultAt(problem: Problem | null, path: string): string | null {
  const fault = problem?.fieldErrors.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  if (fault === undefined) return null;
  const within = fault.path.slice(path.length + 1);
  return path === 'answer.headers' && within !== '' ? `${within}: ${fault.message}` : fault.message;
}
