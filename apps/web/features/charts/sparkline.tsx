import { useId } from 'react';
import { classNames } from '@/ui/class-names';
import { sparkPath } from './spark-path';

export interface SparklineProps {
  values: readonly (number | null)[];
  /** In place of the picture, for who does not see it. */
  summary: string;
  tone?: 'accent' | 'danger' | 'success' | 'info';
  className?: string;
}

const strokes = {
  accent: 'text-accent',
  danger: 'text-danger',
  success: 'text-success',
  info: 'text-info',
};

/** The course of a figure, without axes: from 0 to its highest value. */
export function Sparkline({ values, summary, tone = 'accent', className }: SparklineProps) {
  const id = useId();
  const path = sparkPath(values);
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className={classNames('h-6 w-full', strokes[tone], className)}
    >
      <title id={id}>{summary}</title>
      <path d="M0,23.5 H100" className="stroke-line" strokeWidth={1} vectorEffect="non-scaling-stroke" />
      {path !== '' && (
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
