import { onDemand } from '@/ui/on-demand';
import type { BlackoutDialogProps } from './blackout-dialog';

export const BlackoutDialog = onDemand<BlackoutDialogProps>(() =>
  import('./blackout-dialog').then((module) => module.BlackoutDialog),
);
