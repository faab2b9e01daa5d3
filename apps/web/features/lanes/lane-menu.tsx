'use client';

import { ArrowRightLeft, Ban, EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { IconButton } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { DrainLaneDialog } from './drain-lane-dialog';
import { notBegun } from './lane-figures';
import type { Lane } from './lanes.api';
import { MoveRunsDialog } from './move-runs-dialog';

/** What can be done with the runs that wait in a lane; for those who may. */
export function LaneMenu({ lane }: { lane: Lane }) {
  const { name, counts } = lane;
  const { may } = useRole();
  const [asked, setAsked] = useState<'move' | 'drain' | null>(null);
  const close = (): void => setAsked(null);
  if (!may('operator')) return null;
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More for lane ${name}`} icon={<EllipsisVertical size={16} aria-hidden />} />
        }
        groups={[
          [
            {
              label: 'Move waiting runs',
              icon: <ArrowRightLeft size={14} />,
              onSelect: () => setAsked('move'),
              disabledBecause: counts.held === 0 ? 'No run waits for its turn.' : null,
            },
            {
              label: 'Drain',
              icon: <Ban size={14} />,
              danger: true,
              onSelect: () => setAsked('drain'),
              disabledBecause: notBegun(lane) === 0 ? 'No run waits to begin.' : null,
            },
          ],
        ]}
      />
      {asked === 'move' && <MoveRunsDialog lane={lane} onClose={close} />}
      {asked === 'drain' && <DrainLaneDialog lane={lane} onClose={close} />}
    </>
  );
}
