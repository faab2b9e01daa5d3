import { onDemand } from '@/ui/on-demand';

export const BadgeDialog = onDemand(() => import('./badge-dialog').then((module) => module.BadgeDialog));
