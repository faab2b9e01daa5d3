import { CircleAlert, CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '@/ui/badge';
import { Badge } from '@/ui/badge';
import type { Light } from './health-row';

const looks: Record<Light, { tone: Tone; icon: ReactNode; word: string }> = {
  good: { tone: 'success', icon: <CircleCheck size={12} />, word: 'Good' },
  fair: { tone: 'warning', icon: <CircleAlert size={12} />, word: 'Look' },
  bad: { tone: 'danger', icon: <CircleX size={12} />, word: 'Down' },
  unknown: { tone: 'muted', icon: <CircleHelp size={12} />, word: 'Unknown' },
};

/** A verdict by colour, shape and word. */
export function LightBadge({ light, children }: { light: Light; children?: ReactNode }) {
  const { tone, icon, word } = looks[light];
  return (
    <Badge tone={tone} icon={icon}>
      {children ?? word}
    </Badge>
  );
}
