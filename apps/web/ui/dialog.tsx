'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ButtonProps } from './button';
import { Button } from './button';
import { Field, Input } from './field';
import { onDemand } from './on-demand';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** From the side, over the whole height. */
  side?: boolean;
  wide?: boolean;
  children?: ReactNode;
}

const DialogWindow = onDemand(() => import('./dialog-window').then((module) => module.DialogWindow));

/** A window over the page: it takes the focus, gives it back, and closes with Escape. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.open);
  if (props.open && !wasOpened) setOpened(true);
  return wasOpened ? <DialogWindow {...props} /> : null;
}

export interface ConfirmDialogProps extends Omit<DialogProps, 'footer'> {
  /** What the button says: the deed itself, as in "Delete 3 tasks". */
  action: string;
  look?: ButtonProps['look'];
  busy?: boolean;
  onConfirm: () => void;
  /** What has to be typed first, as the count of what is deleted; undefined: nothing. */
  typed?: string | undefined;
}

/** Asks before something is done that hurts: names it, counts it, and for much of it wants the count typed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { action, look = 'danger', busy = false, onConfirm, typed, children, ...dialog } = props;
  const [text, setText] = useState('');
  const mayConfirm = typed === undefined || text.trim() === typed;
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Button onClick={dialog.onClose}>Cancel</Button>
          <Button look={look} busy={busy} disabled={!mayConfirm} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {typed !== undefined && (
        <Field label={`Type ${typed} to go on`} className="mt-3">
          <Input value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
        </Field>
      )}
    </Dialog>
  );
}
