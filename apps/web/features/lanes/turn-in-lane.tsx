'use client';

import { formatNumber, formatOrdinal } from '@/features/time/format-time';
import { useTurnQuery } from './lanes.api';

/** The place of a run among those that wait for their turn in its lane; nothing until it is known. */
export function TurnInLane({ lane, runId }: { lane: string; runId: string }) {
  const { currentData: turn, isError } = useTurnQuery({ name: lane, runId });
  if (turn === undefined || isError) return null;
  const { position, of } = turn;
  return (
    <>
      {' '}
      It is{' '}
      <strong className="font-semibold">
        {formatOrdinal(position)} of {formatNumber(of)}
      </strong>
      {position === 1 ? '.' : ', as things stand.'}
    </>
  );
}
