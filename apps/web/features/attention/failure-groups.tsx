'use client';

import { CircleCheck } from 'lucide-react';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { formatCount } from '@/features/time/format-time';
import { useQueryState } from '@/features/url/use-query-state';
import { Answered } from '@/ui/answered';
import { EmptyState } from '@/ui/states';
import { FailureGroupCard } from './failure-group-card';
import type { Failures } from './failures.api';
import { useFailureGroupQuery, useFailuresQuery } from './failures.api';
import { BackToAll, NoSuchGroup } from './group-links';
import { useNowAndThen } from './use-now-and-then';

/** Runs that failed for good; those that failed alike are one. The address may name one of these groups. */
export function FailureGroups({ window }: { window: TimeWindow }) {
  const fingerprint = useQueryState().get('failure');
  if (fingerprint !== null) return <OneGroup fingerprint={fingerprint} window={window} />;
  return <AllGroups window={window} />;
}

function AllGroups({ window }: { window: TimeWindow }) {
  const { currentData: data, error, refetch } = useFailuresQuery(window, useNowAndThen(window));
  return (
    <Answered query={{ data, error, refetch }}>
      {(failures) => <Found failures={failures} window={window} />}
    </Answered>
  );
}

function OneGroup({ fingerprint, window }: { fingerprint: string; window: TimeWindow }) {
  const asked = { window, fingerprint };
  const { currentData: data, error, refetch } = useFailureGroupQuery(asked, useNowAndThen(window));
  return (
    <div className="flex flex-col gap-3">
      <BackToAll>All failures</BackToAll>
      <Answered query={{ data, error, refetch }}>
        {(group) =>
          group === null ? (
            <NoSuchGroup title="Nothing has failed so">
              No run of {windowWords[window]} failed this way for good, but for what is acknowledged. A longer
              window may have some.
            </NoSuchGroup>
          ) : (
            <ul>
              <FailureGroupCard group={group} window={window} />
            </ul>
          )
        }
      </Answered>
    </div>
  );
}

function Found({ failures, window }: { failures: Failures; window: TimeWindow }) {
  if (failures.groups.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} />} title="Nothing has failed">
        No run of {windowWords[window]} failed for good or was abandoned, but for what is acknowledged.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">{summariseFailures(failures, windowWords[window])}</p>
      <ul className="flex flex-col gap-3">
        {failures.groups.map((group) => (
          <FailureGroupCard key={group.fingerprint} group={group} window={window} />
        ))}
      </ul>
    </div>
  );
}

/** `7 runs of the last hour failed, in 2 ways.` */
function summariseFailures(
  { groups, count, truncated }: { groups: readonly unknown[]; count: number; truncated: boolean },
  words: string,
): string {
  const runs = formatCount(count, 'run');
  const ways = groups.length === 1 ? 'in one way' : `in ${groups.length} ways`;
  const rest = truncated ? ' There are older ones, which are not looked at.' : '';
  return `${truncated ? 'The newest ' : ''}${runs} of ${words} failed ${ways}.${rest}`;
}
