import { onDemand } from '@/ui/on-demand';
import { PanelComes } from '@/ui/side-panel';

export const RunPanel = onDemand(() => import('./run-panel').then((module) => module.RunPanel), PanelComes);
