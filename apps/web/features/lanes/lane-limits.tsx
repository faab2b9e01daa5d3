'use client';

import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Countdown } from '@/features/time/time';
import { useClock } from '@/features/time/use-clock';
import { Button, IconButton } from '@/ui/button';
import { notify, notifyProblem } from '@/ui/notify';
import { rateWords } from './lane-rate';
import { LaneRateDialog } from './lane-rate-dialog';
import type { Lane } from './lanes.api';
import { useSaveLaneMutation } from './lanes.api';

/** How many runs of a lane may be under way, and how often they begin; both can be changed here. */
export function LaneLimits({ lane }: { lane: Lane }) {
  return (
    <div className="border-line flex flex-col gap-1.5 border-t px-4 py-2">
      <LimitStepper lane={lane} />
      <RateRow lane={lane} />
    </div>
  );
}

const limitMax = 10_000;

function LimitStepper({ lane: { name, concurrencyLimit } }: { lane: Lane }) {
  const { may, whyNot } = useRole();
  const [saveLane, { isLoading }] = useSaveLaneMutation();
  const step = async (by: number): Promise<void> => {
    const { data, error } = await saveLane({ name, concurrencyLimit: concurrencyLimit + by });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`Lane ${name} now runs ${data.concurrencyLimit} at once.`);
  };
  const button = (by: number, label: string, isPossible: boolean) => (
    <IconButton
      look="plain"
      label={label}
      title={whyNot('operator') ?? label}
      icon={by > 0 ? <Plus size={14} /> : <Minus size={14} />}
      disabled={isLoading || !isPossible || !may('operator')}
      onClick={() => void step(by)}
    />
  );
  return (
    <div className="flex items-center gap-2">
      <span className="text-ink-soft flex-1 text-xs">Runs at once</span>
      {button(-1, `One less at once in ${name}`, concurrencyLimit > 1)}
      <output className="tabular w-10 text-center font-semibold">{concurrencyLimit}</output>
      {button(1, `One more at once in ${name}`, concurrencyLimit < limitMax)}
    </div>
  );
}

function RateRow({ lane }: { lane: Lane }) {
  const { name, rateLimit, nextStartAt, counts } = lane;
  const { may, whyNot } = useRole();
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="flex min-h-8 items-center gap-2">
      <span className="text-ink-soft flex-1 text-xs">
        Begins
        {counts.held > 0 && nextStartAt !== null && <NextStart at={nextStartAt} />}
      </span>
      <span className="text-xs font-medium">
        {rateLimit === null ? 'as often as there is room' : rateWords(rateLimit)}
      </span>
      <Button
        look="plain"
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        aria-label={`Change the rate of ${name}`}
        onClick={() => setAsking(true)}
      >
        Change
      </Button>
      {isAsking && <LaneRateDialog lane={lane} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** When the next run may begin, as long as that is ahead. */
function NextStart({ at }: { at: string }) {
  const isAhead = useClock((now) => Date.parse(at) > now);
  if (!isAhead) return null;
  return (
    <span className="text-ink-faint">
      , next <Countdown to={at} />
    </span>
  );
}
