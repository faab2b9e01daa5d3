'use client';

import { Eye, EyeOff, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { hiddenSecret, isSecretName } from '@/features/request/secret-header';
import { Button, IconButton } from '@/ui/button';
import { Input } from '@/ui/field';
import { fieldId, labelOf } from './field-facts';
import { useFault } from './fields';
import type { TaskForm } from './task-form';

export function HeadersEditor() {
  const { fields, append, remove } = useFieldArray<TaskForm, 'headers'>({ name: 'headers' });
  const fault = useFault('headers');
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">Headers</legend>
      {fields.length === 0 && (
        <p className="text-ink-faint text-xs">
          None of its own; the content type, the ids and the signature come by themselves.
        </p>
      )}
      {fields.map(({ id }, row) => (
        <HeaderRow key={id} row={row} onRemove={() => remove(row)} />
      ))}
      <div>
        <Button
          id={fieldId('headers')}
          look="quiet"
          icon={<Plus size={14} />}
          disabled={fields.length >= 50}
          onClick={() => append({ name: '', value: '' })}
        >
          Add a header
        </Button>
      </div>
      {fault !== null && <p className="text-danger text-xs font-medium">{fault}</p>}
    </fieldset>
  );
}

function HeaderRow({ row, onRemove }: { row: number; onRemove: () => void }) {
  const { register } = useFormContext<TaskForm>();
  const [nameField, valueField] = [`headers.${row}.name`, `headers.${row}.value`] as const;
  const name = useWatch<TaskForm, typeof nameField>({ name: nameField }) ?? '';
  const [isShown, setShown] = useState<boolean | null>(null);
  const value = useWatch<TaskForm, typeof valueField>({ name: valueField }) ?? '';
  const isKept = value === hiddenSecret;
  const isSecret = isSecretName(name);
  // What stands in place of a secret is no secret.
  const isHidden = !isKept && !(isShown ?? !isSecret);
  const faults = [useFault(nameField), useFault(valueField)];
  const messageId = `${fieldId(nameField)}-fault`;
  const message = faults.find((fault) => fault !== null) ?? null;
  return (
    <div>
      <div className="flex gap-2">
        <Input
          id={fieldId(nameField)}
          aria-label={labelOf(nameField)}
          aria-invalid={faults[0] !== null || undefined}
          aria-describedby={message === null ? undefined : messageId}
          placeholder="X-Team"
          autoComplete="off"
          spellCheck={false}
          className="flex-[2] font-mono"
          {...register(nameField)}
        />
        <Input
          id={fieldId(valueField)}
          aria-label={labelOf(valueField)}
          aria-invalid={faults[1] !== null || undefined}
          aria-describedby={message === null ? undefined : messageId}
          type={isHidden ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          className="flex-[3] font-mono"
          {...register(valueField)}
        />
        <IconButton
          label={`${isHidden ? 'Show' : 'Hide'} the value of header ${row + 1}`}
          icon={isHidden ? <Eye size={14} /> : <EyeOff size={14} />}
          onClick={() => setShown(isHidden)}
        />
        <IconButton label={`Remove header ${row + 1}`} icon={<Trash2 size={14} />} onClick={onRemove} />
      </div>
      {message !== null && (
        <p id={messageId} className="text-danger mt-1 text-xs font-medium">
          {message}
        </p>
      )}
      {message === null && isKept && (
        <p className="text-ink-faint mt-1 text-xs">It is sealed and never shown. Left as it is, it stays.</p>
      )}
      {message === null && !isKept && isSecret && (
        <p className="text-ink-faint mt-1 text-xs">
          It is sealed and never shown again. A stored secret, {'{{secret:NAME}}'}, can be replaced in one
          place.
        </p>
      )}
    </div>
  );
}
