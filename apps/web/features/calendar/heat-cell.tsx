import { classNames } from '@/ui/class-names';
import type { HeatCell as Hour } from './grid';
import { runsOf } from './grid';
import { shortNumber } from './words';

/** Of a cell, in units of the picture. */
export const cellSize = { width: 38, height: 32, gap: 3 };
const { width, height } = cellSize;

export interface HeatCellProps extends React.SVGProps<SVGGElement> {
  cell: Hour;
  /** Of its upper left corner. */
  x: number;
  y: number;
  label: string;
  /** Of the busiest hour, 0 to 1. */
  strength: number;
  isNow: boolean;
  isOverloaded: boolean;
  /** What runs are filled with that have neither completed nor failed. */
  otherFill: string;
}

/** Darker with the logarithm, so that a quiet hour beside a busy one can still be told from an empty one. */
const shade = (strength: number): number => (strength === 0 ? 0 : 0.12 + 0.38 * Math.log10(1 + 9 * strength));

/** An hour: what is planned in it above what became of what ran; one that the clocks leap over is but an outline. */
export function HeatCell({
  cell,
  x,
  y,
  label,
  strength,
  isNow,
  isOverloaded,
  otherFill,
  ...props
}: HeatCellProps) {
  const runs = runsOf(cell);
  const isMissing = cell.times === 0;
  return (
    <g role="button" aria-label={label} {...props} className="group cursor-pointer outline-none">
      <rect
        {...{ x, y, width, height }}
        rx={4}
        className={isMissing ? 'fill-transparent stroke-line-strong' : 'fill-sunken'}
        strokeDasharray="3 3"
      />
      <Parts {...{ cell, x, y, otherFill }} opacity={shade(strength)} />
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={height - 1}
        rx={4}
        fill="none"
        strokeWidth={2}
        className={classNames(
          'group-hover:stroke-line-strong group-focus-visible:stroke-accent',
          isNow ? 'stroke-ink' : 'stroke-transparent',
        )}
      />
      {isOverloaded && <path d={`M${x + width - 12} ${y + 10}h10l-5 -8z`} className="fill-warning" />}
      {cell.times > 1 && (
        <text x={x + 3} y={y + 10} className="fill-warning text-[10px] font-semibold">
          {cell.times}×
        </text>
      )}
      {(runs > 0 || isMissing) && (
        <text x={x + width / 2} y={y + height / 2 + 5} textAnchor="middle" className="fill-ink text-[11px]">
          {isMissing ? '–' : `${(cell.past?.failed ?? 0) > 0 ? '! ' : ''}${shortNumber(runs)}`}
        </text>
      )}
    </g>
  );
}

interface PartsProps extends Pick<HeatCellProps, 'cell' | 'x' | 'y' | 'otherFill'> {
  opacity: number;
}

/** From the top: planned, completed, neither, failed; each as high as its share. */
function Parts({ cell, x, y, otherFill, opacity }: PartsProps) {
  const { planned, past } = cell;
  const total = runsOf(cell);
  if (total === 0) return null;
  const { completed, failed, other } = past ?? { completed: 0, failed: 0, other: 0 };
  // Few among many are seen, too.
  const least = (count: number): number => (count === 0 ? 0 : Math.max(4, (count / total) * height));
  const [failedHeight, otherHeight] = [least(failed), least(other)];
  const rest = Math.max(0, height - failedHeight - otherHeight);
  const plannedHeight = planned + completed === 0 ? 0 : (planned / (planned + completed)) * rest;
  const parts = [
    { id: 'planned', height: plannedHeight, className: 'fill-accent', fillOpacity: opacity },
    { id: 'completed', height: rest - plannedHeight, className: 'fill-success', fillOpacity: opacity },
    { id: 'other', height: otherHeight, fill: otherFill, fillOpacity: 0.5 },
    { id: 'failed', height: failedHeight, className: 'fill-danger', fillOpacity: 0.55 },
  ].filter((part) => part.height > 0);
  return parts.map(({ id, ...part }, index) => {
    const above = parts.slice(0, index).reduce((sum, each) => sum + each.height, 0);
    return <rect key={id} {...part} x={x} y={y + above} width={width} rx={2} />;
  });
}
