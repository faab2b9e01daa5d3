import { CircleCheck, CircleHelp, CircleMinus, CircleX } from 'lucide-react';
import type { Tone } from '@/ui/badge';
import { Badge } from '@/ui/badge';
import type { ReceivedRequest } from './inspector.api';
import { isGood } from './received';

/** What was answered. */
export function StatusMark({ status }: { status: number | null }) {
  return <Badge tone={isGood(status) ? 'success' : 'danger'}>{status ?? 'No answer'}</Badge>;
}

const looks: Record<string, { label: string; tone: Tone; icon: React.ReactNode; title: string }> = {
  valid: {
    label: 'Signed',
    tone: 'success',
    icon: <CircleCheck size={12} />,
    title: 'The signature is one of its task’s secret.',
  },
  invalid: {
    label: 'Wrong signature',
    tone: 'danger',
    icon: <CircleX size={12} />,
    title: 'No secret that its task signs with today makes this signature.',
  },
  none: {
    label: 'Unsigned',
    tone: 'muted',
    icon: <CircleMinus size={12} />,
    title: 'It bears no signature.',
  },
  unknown: {
    label: 'Not checked',
    tone: 'neutral',
    icon: <CircleHelp size={12} />,
    title: 'It bears a signature. Its task is not here, its body was cut, or the secret cannot be read.',
  },
};

export function SignatureMark({ signature }: Pick<ReceivedRequest, 'signature'>) {
  const { label, tone, icon, title } = looks[signature] ?? looks.unknown!;
  return (
    <Badge tone={tone} icon={icon} title={title}>
      {label}
    </Badge>
  );
}
