'use client';

import { ClipboardCopy } from 'lucide-react';
import { problemOf } from '@/api/problem';
import { useLive } from '@/features/live/use-live';
import { Ago } from '@/features/time/time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { copyText } from '@/ui/copy-text';
import { Page } from '@/ui/page';
import { LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { diagnosticsOf } from './diagnostics';
import { HealthTable } from './health-table';
import { useHealthDetailQuery } from './health.api';
import { healthRows } from './health-rows';
import { LightBadge } from './light-badge';
import { OtherPlaces } from './other-places';
import { useBrowserState } from './use-browser-state';
import { WorkerTable } from './worker-table';

const everyMs = 5_000;

/** Whether everything that a run needs is there, and what helps where it is not. */
export function HealthScreen() {
  const { isPaused } = useLive();
  const query = useHealthDetailQuery(undefined, {
    pollingInterval: isPaused ? 0 : everyMs,
    skipPollingIfUnfocused: true,
    refetchOnMountOrArgChange: true,
  });
  const { data, error, refetch, isFetching } = query;
  const browser = useBrowserState(query);
  const problem = error === undefined ? null : problemOf(error);
  // No answer is an answer here: nothing but the browser's own rows is known then.
  const isSilent = problem !== null && (problem.status === 0 || problem.status >= 500);
  const isRefused = problem !== null && !isSilent && data === undefined;
  const detail = isSilent ? null : (data ?? null);
  const isLoading = data === undefined && problem === null;
  const rows = isLoading || isRefused ? [] : healthRows(detail, browser);
  const copy = (): Promise<boolean> =>
    copyText(
      diagnosticsOf(detail, { browser, rows, userAgent: navigator.userAgent }),
      'The diagnostics are copied: no secret and no name of a machine is in them.',
    );
  return (
    <Page
      title="Health"
      badge={rows.length > 0 && <Summary rows={rows} />}
      description={
        data === undefined ? 'What a run needs on its way.' : <Asked at={data.now} isPaused={isPaused} />
      }
      actions={
        <>
          <Button busy={isFetching && data === undefined} onClick={() => void refetch()}>
            Ask again
          </Button>
          <Button icon={<ClipboardCopy size={14} />} disabled={rows.length === 0} onClick={() => void copy()}>
            Copy diagnostics
          </Button>
        </>
      }
    >
      {problem !== null && isSilent && <StaleBanner problem={problem} onRetry={() => void refetch()} />}
      <Card flush>
        {isLoading && <LoadingRows rows={12} />}
        {isRefused && <ProblemPanel problem={problem} onRetry={() => void refetch()} />}
        {rows.length > 0 && <HealthTable rows={rows} />}
      </Card>
      {detail !== null && <WorkerTable detail={detail} />}
      <OtherPlaces />
    </Page>
  );
}

function Asked({ at, isPaused }: { at: string; isPaused: boolean }) {
  return (
    <>
      Asked <Ago at={at} />
      {isPaused ? ', and not again while the page is paused.' : ', and again every 5 seconds.'}
    </>
  );
}

function Summary({ rows }: { rows: ReturnType<typeof healthRows> }) {
  const count = (light: string): number => rows.filter((row) => row.light === light).length;
  const bad = count('bad');
  const fair = count('fair');
  const unknown = count('unknown');
  const words = [
    ...(bad > 0 ? [`${bad} down`] : []),
    ...(fair > 0 ? [`${fair} to look at`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
  ];
  const light = bad > 0 ? 'bad' : fair > 0 ? 'fair' : 'good';
  return (
    <span role="status">
      <LightBadge light={light}>
        {bad + fair === 0 ? ['All is well', ...words].join(' · ') : words.join(' · ')}
      </LightBadge>
    </span>
  );
}
