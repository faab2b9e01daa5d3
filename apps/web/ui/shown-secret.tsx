'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import type { SecretTextProps } from './secret-text';
import { SecretText } from './secret-text';

export interface ShownSecretProps {
  title: string;
  description: string;
  secret: SecretTextProps;
  /** Whether it is never shown again; then the button asks whether it was copied. */
  once?: boolean;
  onClose: () => void;
  /** What else is to be known of it. */
  children?: ReactNode;
}

/** What was made just now and opens something: to be copied before the window is closed. */
export function ShownSecret({
  title,
  description,
  secret,
  once = false,
  onClose,
  children,
}: ShownSecretProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <Button look="primary" onClick={onClose}>
          {once ? 'I have copied it' : 'Done'}
        </Button>
      }
    >
      <SecretText {...secret} />
      {children}
    </Dialog>
  );
}
