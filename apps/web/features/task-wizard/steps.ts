export const steps = [
  { id: 'target', label: 'Target', lead: 'What is called, and what it is told.' },
  { id: 'schedule', label: 'Schedule', lead: 'When it is called.' },
  { id: 'delivery', label: 'Delivery', lead: 'In which order, how patiently, and what follows a failure.' },
  { id: 'review', label: 'Review', lead: 'Everything once more, before it counts.' },
] as const;
export type StepId = (typeof steps)[number]['id'];

export const indexOfStep = (id: string | null): number =>
  Math.max(
    0,
    steps.findIndex((step) => step.id === id),
  );
