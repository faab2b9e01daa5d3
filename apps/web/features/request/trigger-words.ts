import type { Run } from '@/features/runs/runs.api';

type Trigger = Run['trigger'];

const triggers: Readonly<Record<Trigger, string>> = {
  schedule: 'By schedule',
  manual: 'By hand',
  api: 'On request',
  retry: 'Retry of an earlier run',
  replay: 'Replay of an earlier run',
  backfill: 'To make up for a missed instant',
};

/** What a run was made by, in words. */
export const triggerWords = (trigger: string): string =>
  Object.hasOwn(triggers, trigger) ? triggers[trigger as Trigger] : trigger;
