import { Badge } from '@/ui/badge';
import type { Tone } from '@/ui/badge';
import type { Place } from './place';

/** Where a mistake costs most, the mark is loudest. */
function toneOf(environment: string): Tone {
  if (/^prod/i.test(environment)) return 'danger';
  return /^(stag|test|qa)/i.test(environment) ? 'warning' : 'info';
}

/** The name of the installation, and its mark. */
export function PlaceMark({ place: { workspace, environment } }: { place: Place }) {
  return (
    <>
      <span className="hidden max-w-40 truncate sm:inline" title={workspace}>
        {workspace}
      </span>
      {environment !== null && (
        <Badge tone={toneOf(environment)} title={`Environment: ${environment}`} className="max-w-20">
          {environment}
        </Badge>
      )}
    </>
  );
}
