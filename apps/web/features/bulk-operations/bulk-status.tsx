import { Ban, CircleCheck, LoaderCircle } from 'lucide-react';
import { Badge } from '@/ui/badge';
import type { StatusLook } from '@/ui/status';
import { lookOf } from '@/ui/status';

const looks: Readonly<Record<string, StatusLook>> = {
  running: {
    label: 'Under way',
    tone: 'info',
    icon: <LoaderCircle size={12} className="animate-spin" />,
  },
  completed: { label: 'Completed', tone: 'success', icon: <CircleCheck size={12} /> },
  cancelled: { label: 'Cancelled', tone: 'muted', icon: <Ban size={12} /> },
};

export function BulkStatus({ status }: { status: string }) {
  const { label, tone, icon } = lookOf(looks, status);
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
