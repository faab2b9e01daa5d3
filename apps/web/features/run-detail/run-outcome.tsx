'use client';

import type { RunDetail } from '@/features/runs/runs.api';
import { Card } from '@/ui/card';
import { writeJson } from '@/ui/exact-json';
import { JsonView } from '@/ui/json-view';

/** Whether the run has something to tell beside what its attempts got back. */
export const hasOutcome = ({ result, error, progress, cost, qualityScore }: RunDetail): boolean =>
  result != null || error !== null || progress !== null || cost !== null || qualityScore !== null;

/** What became of a run, as its receiver or its last attempt tells it. */
export function RunOutcome({ run }: { run: RunDetail }) {
  const { result, error, progress, cost, qualityScore } = run;
  const figures = [
    ...(cost === null ? [] : [['Cost', String(cost)] as const]),
    ...(qualityScore === null ? [] : [['Quality', String(qualityScore)] as const]),
  ];
  return (
    <Card title="Outcome">
      <div className="flex min-w-0 flex-col gap-3">
        {progress !== null && <Progress percent={progress} />}
        {figures.length > 0 && (
          <dl className="flex flex-wrap gap-x-8 gap-y-2">
            {figures.map(([name, value]) => (
              <div key={name}>
                <dt className="text-ink-soft text-xs">{name}</dt>
                <dd className="tabular font-medium">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <div data-testid="task-result" className="min-w-0">
          {result != null ? (
            <JsonView text={writeJson(result)} label="Result" />
          ) : error !== null ? (
            <p className="text-danger font-mono text-xs break-words">{error}</p>
          ) : (
            <p className="text-ink-soft">No result was given.</p>
          )}
        </div>
      </div>
    </Card>
  );
}

function Progress({ percent }: { percent: number }) {
  return (
    <div className="flex items-center gap-3">
      <div
        role="progressbar"
        aria-label="Progress"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="bg-sunken border-line h-2.5 flex-1 overflow-hidden rounded-full border"
      >
        <div className="bg-accent h-full transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <span className="tabular w-12 text-right text-xs font-medium">{percent} %</span>
    </div>
  );
}
