import { onDemand } from '@/ui/on-demand';
import type { AlertChannelDialogProps } from './alert-channel-dialog';

export const AlertChannelDialog = onDemand<AlertChannelDialogProps>(() =>
  import('./alert-channel-dialog').then((module) => module.AlertChannelDialog),
);
