'use client';

import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { fromRateDraft, rateWords, toRateDraft } from './lane-rate';
import { LaneRateFields } from './lane-rate-fields';
import type { Lane } from './lanes.api';
import { useSaveLaneMutation } from './lanes.api';

/** Changes how often runs of a lane begin. */
export function LaneRateDialog({ lane, onClose }: { lane: Lane; onClose: () => void }) {
  const { name, concurrencyLimit } = lane;
  const [draft, setDraft] = useState(() => toRateDraft(lane.rateLimit));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saveLane, { isLoading }] = useSaveLaneMutation();
  const save = async (): Promise<void> => {
    const saved = await saveLane({ name, concurrencyLimit, rateLimit: fromRateDraft(draft) });
    if (saved.error !== undefined) return setProblem(problemOf(saved.error));
    const { rateLimit } = saved.data;
    notify(
      rateLimit === null
        ? `Lane ${name} has no rate limit any more.`
        : `Lane ${name} begins ${rateWords(rateLimit)}.`,
    );
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Rate of lane ${name}`}
      description="Runs that are due sooner wait in the lane. Another rate holds within five seconds; what is under way goes on."
      action="Save the rate"
      busy={isLoading}
      problem={problem}
      onSubmit={save}
    >
      <LaneRateFields draft={draft} onChange={setDraft} problem={problem} />
    </FormDialog>
  );
}
