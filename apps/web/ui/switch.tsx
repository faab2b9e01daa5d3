'use client';

import { Switch as Base } from '@base-ui/react/switch';

export interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  return (
    <Base.Root
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="bg-line-strong data-[checked]:bg-accent relative inline-flex h-6 w-10 shrink-0 items-center rounded-full p-0.5 transition-colors disabled:opacity-50"
    >
      <Base.Thumb className="bg-surface size-5 rounded-full transition-transform data-[checked]:translate-x-4" />
    </Base.Root>
  );
}
