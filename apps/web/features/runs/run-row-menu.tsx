'use client';

import { Ban, Copy, EllipsisVertical, RefreshCw, RotateCw } from 'lucide-react';
import { useMemo } from 'react';
import { useRole } from '@/features/session/use-role';
import { IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import type { Column, RowShortcuts } from '@/ui/data-table';
import { Menu } from '@/ui/menu';
import { notify } from '@/ui/notify';
import type { RunQuestion } from './run-questions';
import type { Run } from './runs.api';
import { isOpen, useRunActions, whyNoRetry } from './use-run-actions';

export interface RunRowMenuProps {
  run: Run;
  onAsk: (question: RunQuestion) => void;
}

/** What can be done with one run of a list; who may not act can copy what it is called by. */
export function RunRowMenu({ run, onAsk }: RunRowMenuProps) {
  const { may } = useRole();
  const { retry } = useRunActions();
  const acts = [
    {
      label: 'Retry now',
      icon: <RotateCw size={14} />,
      onSelect: () => void retry(run),
      disabledBecause: whyNoRetry(run),
    },
    { label: 'Replay …', icon: <RefreshCw size={14} />, onSelect: () => onAsk({ about: 'replay', run }) },
    {
      label: 'Cancel …',
      icon: <Ban size={14} />,
      danger: true,
      onSelect: () => onAsk({ about: 'cancel', run }),
      disabledBecause: isOpen(run) ? null : 'It has ended.',
    },
  ];
  const copyId = (): void => {
    void copyText(run.id, 'The id is copied.');
  };
  return (
    <Menu
      trigger={
        <IconButton
          data-row-menu={run.id}
          className="h-7 w-7"
          label={`Actions of the run of ${run.taskName ?? 'a deleted task'}`}
          icon={<EllipsisVertical size={16} />}
        />
      }
      groups={[
        may('operator') ? acts : [],
        [{ label: 'Copy the id', icon: <Copy size={14} />, onSelect: copyId }],
      ]}
    />
  );
}

/** The last column of a list of runs. */
export const runMenuColumn = (onAsk: RunRowMenuProps['onAsk']): Column<Run> => ({
  id: 'menu',
  label: 'Actions',
  hideLabel: true,
  width: 40,
  isFixed: true,
  cell: (run) => <RunRowMenu run={run} onAsk={onAsk} />,
});

/** What the keys do with the run where one is. */
export function useRunRowKeys(): RowShortcuts<Run> {
  const { may } = useRole();
  const isOperator = may('operator');
  const { retry } = useRunActions();
  return useMemo(() => {
    const openMenu = ({ id }: Run): void =>
      document.querySelector<HTMLElement>(`[data-row-menu="${id}"]`)?.click();
    const retryOrSayWhyNot = (run: Run): void => {
      const why = whyNoRetry(run);
      if (why === null) void retry(run);
      else notify(why);
    };
    return {
      ...(isOperator && { 'Shift+r': { does: 'Retry the run', run: retryOrSayWhyNot } }),
      '.': { does: 'Open the menu of the row', run: openMenu },
    };
  }, [isOperator, retry]);
}
