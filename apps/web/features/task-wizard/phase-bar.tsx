import { formatDuration } from '@/features/time/format-time';

interface Segment {
  label: string;
  ms: number;
  className: string;
}

/** The words below the bar are in its order; the colours only help to find them. */
const looks = {
  dns: 'bg-violet',
  connect: 'bg-info',
  tls: 'bg-warning',
  wait: 'bg-accent',
  read: 'bg-success',
};

/** Where the time of one request went: one bar, and the same in words below. */
export function PhaseBar({ phases }: { phases: Readonly<Record<string, number | null>> }) {
  const { dnsMs = null, connectMs = null, tlsMs = null, firstByteMs = null, totalMs = null } = phases;
  if (totalMs === null || totalMs <= 0) return null;
  const segments: Segment[] = [
    { label: 'DNS', ms: dnsMs ?? 0, className: looks.dns },
    { label: 'Connect', ms: connectMs ?? 0, className: looks.connect },
    { label: 'TLS', ms: tlsMs ?? 0, className: looks.tls },
    { label: 'First byte', ms: firstByteMs ?? 0, className: looks.wait },
  ];
  const known = segments.reduce((sum, { ms }) => sum + ms, 0);
  segments.push({ label: 'Rest', ms: Math.max(0, totalMs - known), className: looks.read });
  const shown = segments.filter(({ ms }) => ms > 0);
  const summary = shown.map(({ label, ms }) => `${label} ${formatDuration(ms)}`).join(', ');
  return (
    <figure>
      <figcaption className="mb-1 text-xs font-medium">
        Where {formatDuration(totalMs)} went
        <span className="sr-only">: {summary}</span>
      </figcaption>
      <div aria-hidden className="bg-sunken flex h-3 gap-px overflow-hidden rounded-full">
        {shown.map(({ label, ms, className }) => (
          <div key={label} className={className} style={{ flexGrow: ms, flexBasis: 2 }} />
        ))}
      </div>
      <ul aria-hidden className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {shown.map(({ label, ms, className }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span className={`${className} size-2 rounded-sm`} />
            <span className="text-ink-soft">{label}</span>
            <span className="tabular">{formatDuration(ms)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
