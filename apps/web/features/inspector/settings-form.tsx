'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field, Input, NumberField } from '@/ui/field';
import { notify } from '@/ui/notify';
import type { ReceiverSettings, SettingsChange } from './inspector.api';
import { useChangeReceiverMutation } from './inspector.api';

interface Draft {
  failCalls: string;
  failStatus: string;
  latencyMinMs: string;
  latencyMaxMs: string;
}

const draftOf = ({ failCalls, failStatus, latencyMinMs, latencyMaxMs }: ReceiverSettings): Draft => ({
  failCalls: failCalls.join(', '),
  failStatus: String(failStatus),
  latencyMinMs: String(latencyMinMs),
  latencyMaxMs: String(latencyMaxMs),
});

function changeOf({ failCalls, failStatus, latencyMinMs, latencyMaxMs }: Draft): SettingsChange {
  return {
    failCalls: failCalls
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number),
    failStatus: Number(failStatus),
    latencyMinMs: Number(latencyMinMs),
    latencyMaxMs: Number(latencyMaxMs),
  };
}

/** How the receiver answers whatever asks for nothing special. */
export function SettingsForm({ settings }: { settings: ReceiverSettings }) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [change, { error, isLoading }] = useChangeReceiverMutation();
  const { whyNot } = useRole();
  const refusal = whyNot('operator');
  const problem = error === undefined ? null : problemOf(error);
  const set = (name: keyof Draft) => (value: string) => setDraft((now) => ({ ...now, [name]: value }));
  const save = async (): Promise<void> => {
    const { data } = await change(changeOf(draft));
    if (data === undefined) return;
    setDraft(draftOf(data));
    notify('The receiver answers that way from now on.');
  };
  return (
    <Card title="How it answers" note="until its process ends">
      <form
        className="grid max-w-3xl grid-cols-1 gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label="Calls that fail"
          hint="Counted from 1, and anew after the last of them; empty: none fails"
          error={errorOf(problem, 'failCalls')}
        >
          <Input
            value={draft.failCalls}
            onChange={({ target }) => set('failCalls')(target.value)}
            placeholder="7, 11"
            disabled={refusal !== null}
          />
        </Field>
        <NumberField
          label="Status of a failing answer"
          hint="400 to 599"
          error={errorOf(problem, 'failStatus')}
          min={400}
          max={599}
          value={draft.failStatus}
          onChange={set('failStatus')}
          disabled={refusal !== null}
        />
        <NumberField
          label="Shortest time to answer"
          aside="ms"
          error={errorOf(problem, 'latencyMinMs')}
          min={0}
          max={60_000}
          value={draft.latencyMinMs}
          onChange={set('latencyMinMs')}
          disabled={refusal !== null}
        />
        <NumberField
          label="Longest time to answer"
          aside="ms"
          error={errorOf(problem, 'latencyMaxMs')}
          min={0}
          max={60_000}
          value={draft.latencyMaxMs}
          onChange={set('latencyMaxMs')}
          disabled={refusal !== null}
        />
        <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
          <Button type="submit" look="primary" busy={isLoading} disabled={refusal !== null}>
            Save how it answers
          </Button>
          {refusal !== null && <span className="text-ink-soft">{refusal}</span>}
          {problem !== null && problem.fieldErrors.length === 0 && (
            <span role="alert" className="text-danger font-medium">
              {problem.message}
            </span>
          )}
        </div>
      </form>
    </Card>
  );
}

function errorOf(problem: Problem | null, path: string): string | null {
  return problem?.fieldErrors.find((each) => each.path.split('.')[0] === path)?.message ?? null;
}
