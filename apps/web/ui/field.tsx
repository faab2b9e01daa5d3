import type { ComponentProps, ReactNode } from 'react';
import { cloneElement, isValidElement, useId } from 'react';
import { classNames } from './class-names';
import { inputShape } from './input-shape';

export interface FieldProps {
  label: string;
  /** What to write, and why. */
  hint?: ReactNode;
  /** What is wrong with the value; null: nothing. */
  error?: string | null | undefined;
  /** Beside the label, as a counter. */
  aside?: ReactNode;
  className?: string;
  /** One input, which is given its id and what describes it. */
  children: ReactNode;
}

/** A label, its input, and what is to be said about it. */
export function Field({ label, hint, error = null, aside, className, children }: FieldProps) {
  const id = useId();
  const hasError = error !== null && error !== '';
  const described = [hint !== undefined && `${id}-hint`, hasError && `${id}-error`].filter(Boolean).join(' ');
  const input = isValidElement<ComponentProps<'input'>>(children)
    ? cloneElement(children, {
        id: children.props.id ?? id,
        'aria-describedby': described || undefined,
        'aria-invalid': hasError || undefined,
      })
    : children;
  const inputId = isValidElement<ComponentProps<'input'>>(children) ? (children.props.id ?? id) : id;
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={inputId} className="font-medium">
          {label}
        </label>
        {aside !== undefined && <span className="text-ink-faint text-xs">{aside}</span>}
      </div>
      {input}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className="text-danger text-xs font-medium">
          {error}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input {...props} className={classNames(inputShape, 'h-8', className)} />;
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea {...props} className={classNames(inputShape, 'py-1.5 font-mono', className)} />;
}

export interface NumberFieldProps
  extends
    Omit<FieldProps, 'children'>,
    Pick<ComponentProps<'input'>, 'min' | 'max' | 'placeholder' | 'disabled'> {
  /** As it is being written; empty: nothing. */
  value: string;
  onChange: (value: string) => void;
}

/** A number with its label. */
export function NumberField({
  value,
  onChange,
  min,
  max,
  placeholder,
  disabled,
  ...field
}: NumberFieldProps) {
  return (
    <Field {...field}>
      <Input
        type="number"
        {...{ min, max, placeholder, disabled, value }}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** The platform's own choice: works with every keyboard, on every phone. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <select {...props} className={classNames(inputShape, 'h-8 pr-7', className)}>
      {children}
    </select>
  );
}

/** A box with its words beside it. */
export function CheckboxField({
  label,
  hint,
  className,
  ...props
}: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  const ownId = useId();
  const id = props.id ?? ownId;
  return (
    <div className={classNames('flex items-start gap-2', className)}>
      <input type="checkbox" {...props} id={id} className="accent-accent mt-0.5 size-4 shrink-0" />
      <label htmlFor={id} className="min-w-0">
        {label}
        {hint !== undefined && <span className="text-ink-faint block text-xs">{hint}</span>}
      </label>
    </div>
  );
}
