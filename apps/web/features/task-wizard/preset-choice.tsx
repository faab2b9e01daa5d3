'use client';

import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { Button } from '@/ui/button';
import type { Preset } from './presets';
import { formOfPreset, presets } from './presets';
import type { TaskForm } from './task-form';

/** Begins a task with the values of one of the usual kinds. */
export function PresetChoice() {
  const { reset, getValues } = useFormContext<TaskForm>();
  const [chosen, setChosen] = useState<Preset | null>(null);
  const take = (preset: Preset): void => {
    reset(formOfPreset(preset, getValues()), { keepDefaultValues: true });
    setChosen(preset);
  };
  return (
    <section aria-label="Start from" className="flex flex-wrap items-center gap-2">
      <span className="text-ink-soft text-xs font-medium">Start from</span>
      {presets.map((preset) => (
        <Button key={preset.id} title={preset.note} onClick={() => take(preset)}>
          {preset.name}
        </Button>
      ))}
      <p role="status" className="text-ink-soft w-full text-xs">
        {chosen === null
          ? 'Fills in all four steps with usual values; a name and a URL that you have written stay.'
          : `“${chosen.name}” is filled in: ${chosen.note}`}
      </p>
    </section>
  );
}
