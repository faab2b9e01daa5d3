'use client';

import type { ComponentProps, ReactNode } from 'react';
import { get, useController, useFormContext, useFormState } from 'react-hook-form';
import type { Choice } from '@/ui/combobox';
import { Combobox } from '@/ui/combobox';
import { CheckboxField, Field, Input, Select, Textarea } from '@/ui/field';
import type { FieldName } from './field-facts';
import { fieldId, labelOf } from './field-facts';
import type { TaskForm } from './task-form';

interface Common {
  name: FieldName;
  label?: string;
  hint?: ReactNode;
  aside?: ReactNode;
  className?: string;
  /** Whether what is written is code: an address, an expression. */
  isCode?: boolean;
}

/** What is wrong with a field, or null. */
export function useFault(name: FieldName): string | null {
  const { errors } = useFormState<TaskForm>({ name });
  return messageOf(get(errors, name));
}

function messageOf(error: unknown): string | null {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return hasMessage && typeof error.message === 'string' ? error.message : null;
}

export function TextField({
  name,
  label = labelOf(name),
  hint,
  aside,
  className,
  isCode = false,
  ...input
}: Common & Omit<ComponentProps<'input'>, 'name'>) {
  const { register } = useFormContext<TaskForm>();
  return (
    <Field label={label} hint={hint} aside={aside} error={useFault(name)} className={className ?? ''}>
      <Input
        {...input}
        className={isCode ? 'font-mono' : ''}
        id={fieldId(name)}
        autoComplete="off"
        {...register(name)}
      />
    </Field>
  );
}

export function NumberField(props: ComponentProps<typeof TextField>) {
  return <TextField inputMode="decimal" {...props} />;
}

export function AreaField({
  name,
  label = labelOf(name),
  hint,
  className,
  ...area
}: Common & Omit<ComponentProps<'textarea'>, 'name'>) {
  const { register } = useFormContext<TaskForm>();
  return (
    <Field label={label} hint={hint} error={useFault(name)} className={className ?? ''}>
      <Textarea {...area} id={fieldId(name)} spellCheck={false} {...register(name)} />
    </Field>
  );
}

export type Options = Readonly<Record<string, string>>;

export function SelectField({
  name,
  label = labelOf(name),
  hint,
  className,
  options,
}: Common & { options: Options }) {
  const { register } = useFormContext<TaskForm>();
  return (
    <Field label={label} hint={hint} error={useFault(name)} className={className ?? ''}>
      <Select id={fieldId(name)} {...register(name)}>
        {Object.entries(options).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function CheckField({ name, label = labelOf(name), hint, className }: Common) {
  const { register } = useFormContext<TaskForm>();
  return (
    <CheckboxField
      label={label}
      hint={hint}
      className={className ?? ''}
      id={fieldId(name)}
      {...register(name)}
    />
  );
}

interface ChoiceFieldProps extends Common {
  choices: readonly Choice[];
  empty?: string;
  placeholder?: string;
}

export function ChoiceField({
  name,
  label = labelOf(name),
  hint,
  aside,
  className,
  ...combobox
}: ChoiceFieldProps) {
  const { field } = useController<TaskForm>({ name });
  return (
    <Field label={label} hint={hint} aside={aside} error={useFault(name)} className={className ?? ''}>
      <Combobox
        {...combobox}
        id={fieldId(name)}
        value={typeof field.value === 'string' ? field.value : ''}
        onChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
      />
    </Field>
  );
}

/** Fields that stand in a row where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">{children}</div>;
}

/** What few need, behind its name. */
export function More({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <details className="border-line bg-surface rounded-lg border">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-4 font-semibold">
        {title}
        {note !== undefined && <span className="text-ink-faint text-xs font-normal">{note}</span>}
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
