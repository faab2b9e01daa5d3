import { Link } from '@/ui/link';
import { Sparkline } from '@/features/charts/sparkline';
import { classNames } from '@/ui/class-names';
import { Skeleton } from '@/ui/states';
import type { Metric } from './metrics';

const grid = 'grid grid-cols-2 gap-3 md:grid-cols-3 2xl:grid-cols-6';

/** Figures, each of which leads to what it counts. */
export function MetricCards({ metrics }: { metrics: readonly Metric[] }) {
  return (
    <ul aria-label="Figures" className={grid}>
      {metrics.map((metric) => (
        <li key={metric.id} className="min-w-0">
          <MetricCard {...metric} />
        </li>
      ))}
    </ul>
  );
}

function MetricCard({ label, value, detail, window, href, course, courseWords, tone, isBad }: Metric) {
  return (
    <Link
      href={href}
      className="border-line bg-surface hover:border-line-strong flex h-32 flex-col rounded-lg border px-4 py-3"
    >
      {/* What has no room beside the label is in a second line, which is not seen. */}
      <span className="flex h-4 shrink-0 flex-wrap items-baseline justify-between gap-x-2 overflow-hidden text-xs">
        <span className="text-ink-soft max-w-full truncate font-medium">{label}</span>
        <span className="text-ink-faint hidden sm:inline">{window}</span>
      </span>
      <span
        className={classNames(
          'tabular mt-0.5 text-2xl font-semibold tracking-tight',
          isBad === true && 'text-danger',
        )}
      >
        {value}
      </span>
      <span className="text-ink-faint text-xs">{detail}</span>
      <span className="mt-auto">
        <Sparkline values={course} summary={courseWords} tone={tone} />
      </span>
    </Link>
  );
}

/** Of the size that the cards will have. */
export function MetricCardsLoading() {
  return (
    <div role="status" aria-label="Loading the figures" className={grid}>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-32" />
      ))}
    </div>
  );
}
