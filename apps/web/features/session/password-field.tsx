'use client';

import { Eye, EyeOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { IconButton } from '@/ui/button';
import type { FieldProps } from '@/ui/field';
import { Field, Input } from '@/ui/field';

/** A password that can be shown, pasted and filled in by a password manager. @param what it is, where it is none */
export function PasswordField({
  what = 'password',
  label,
  hint,
  error,
  aside,
  ...input
}: Omit<FieldProps, 'children'> & ComponentProps<'input'> & { what?: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field label={label} hint={hint} error={error} aside={aside}>
        <Input {...input} type={isShown ? 'text' : 'password'} className="h-9 pr-10" />
      </Field>
      <div className="absolute top-[1.55rem] right-0.5">
        <IconButton
          label={`${isShown ? 'Hide' : 'Show'} the ${what}`}
          icon={isShown ? <EyeOff size={15} /> : <Eye size={15} />}
          onClick={() => setShown(!isShown)}
        />
      </div>
    </div>
  );
}

/** How long the password is, in words; the server decides. */
export function strengthOf(password: string): string {
  const length = [...password].length;
  if (length === 0) return '';
  if (length < 12) return `${12 - length} more`;
  return length < 16 ? 'good' : 'strong';
}
