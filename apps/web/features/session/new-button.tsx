'use client';

import { Plus } from 'lucide-react';
import type { Role } from '@/features/session/use-role';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';

export interface NewButtonProps {
  /** What is made: "New key". */
  label: string;
  /** The least role that may; others see the button and are told. */
  needs?: Role;
  onClick: () => void;
}

/** The main button of a list: it makes one more. */
export function NewButton({ label, needs = 'viewer', onClick }: NewButtonProps) {
  const { may, whyNot } = useRole();
  return (
    <Button
      look="primary"
      icon={<Plus size={14} />}
      disabled={!may(needs)}
      title={whyNot(needs) ?? undefined}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
