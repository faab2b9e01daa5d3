'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import type { Caller } from '@/features/session/session.api';
import { useRenameMutation } from '@/features/session/session.api';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { notify } from '@/ui/notify';

/** What one is called where others see one; empty: by one’s address. */
export function NameForm({ caller: { name: address, displayName } }: { caller: Caller }) {
  const [rename, { error, isLoading }] = useRenameMutation();
  const [name, setName] = useState(displayName ?? '');
  const problem = error === undefined ? null : problemOf(error);
  const wanted = name.trim() === '' ? null : name.trim();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await rename(wanted);
    if (answer.error === undefined) notify(`You are called ${wanted ?? address} now.`);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-4" noValidate>
      <FormProblem problem={problem !== null && problem.fieldErrors.length === 0 ? problem : null} />
      <Field
        label="Name"
        hint="In the menu, among who is watching, and above what you post from now on. Records keep your address."
        error={faultOf(problem, 'displayName')}
      >
        <Input
          autoComplete="name"
          maxLength={100}
          placeholder={address}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Button
        type="submit"
        look="primary"
        busy={isLoading}
        disabled={wanted === displayName}
        className="self-start"
      >
        Change the name
      </Button>
    </form>
  );
}
