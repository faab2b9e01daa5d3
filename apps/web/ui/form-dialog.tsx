'use client';

import type { FormEvent } from 'react';
import { useId } from 'react';
import type { Problem } from '@/api/problem';
import { Button } from './button';
import type { DialogProps } from './dialog';
import { Dialog } from './dialog';
import { FormProblem } from './form-problem';

export interface FormDialogProps extends Omit<DialogProps, 'open' | 'footer'> {
  open?: boolean;
  /** What the button says: the deed itself, as in "Make the lane". */
  action: string;
  busy?: boolean;
  /** Whether something is missing without which it cannot be sent. */
  incomplete?: boolean;
  /** Why it was refused. Fields show what is said of them; the rest stands above them. */
  problem?: Problem | null;
  onSubmit: () => void | Promise<void>;
}

/** Asks for something in a window, and sends it with its button or the Enter key. */
export function FormDialog({
  open = true,
  action,
  busy = false,
  incomplete = false,
  problem = null,
  onSubmit,
  children,
  ...dialog
}: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!incomplete) void onSubmit();
  };
  return (
    <Dialog
      {...dialog}
      open={open}
      footer={
        <>
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} busy={busy} disabled={incomplete}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4 pb-2">
        <FormProblem problem={problem !== null && problem.fieldErrors.length === 0 ? problem : null} />
        {children}
      </form>
    </Dialog>
  );
}
