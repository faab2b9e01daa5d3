'use client';

import type { Ref } from 'react';
import { Input } from './field';
import { onDemand } from './on-demand';

export interface Choice {
  value: string;
  /** At the right of the value: an offset, a count. */
  note?: string;
}

export interface ComboboxProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  choices: readonly Choice[];
  /** What is said when nothing of the choices matches. */
  empty?: string;
  placeholder?: string;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  /** Given by Field. */
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-label'?: string;
}

/** A text field that proposes: what is written narrows the choices, and may be none of them. */
export const Combobox = onDemand<ComboboxProps>(
  () => import('./combobox-view').then((module) => module.ComboboxView),
  // The same box, that cannot be written in yet.
  ({ value, id, disabled = false, 'aria-label': label }) => (
    <Input id={id} aria-label={label} value={value} disabled={disabled} readOnly />
  ),
);
