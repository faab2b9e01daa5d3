'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import type { Shortcuts } from '@/features/shell/shortcuts';
import { useShortcuts } from '@/features/shell/shortcuts';
import { useWidthStep } from '@/ui/use-width-step';
import { valueInAddress } from './address';
import { useActiveRow } from './use-active-row';
import { useQueryState } from './use-query-state';

interface Named {
  id: string;
}

/** From this width of the window on there is room beside a list. */
const roomFrom = 1280;
/** What a list has less beside a panel, and than a narrower window whose navigation is narrower too. */
const takenPx = 520;

/**
 * What one of a list's rows is about, in a panel beside the list: the row where one is, whichever that becomes. Whether it
 * is open lives in the address. Where there is no room, rows lead to their pages.
 *
 * @param hrefOf the page of a row, by its id; the same function each time
 */
export function useRowPanel(hrefOf: (id: string) => string) {
  const router = useRouter();
  const { get, put } = useQueryState();
  const { row, onRow } = useActiveRow();
  const hasRoom = useWidthStep() >= roomFrom;
  const [wishes, setWishes] = useState(0);
  const isOpen = hasRoom && row !== null && get('panel') === 'open';
  const goIn = useCallback(() => setWishes((now) => now + 1), []);
  const show = useCallback(
    (id: string) => {
      onRow(id);
      goIn();
      if (valueInAddress('panel') !== 'open') put({ row: id, panel: 'open' }, 'push');
    },
    [onRow, goIn, put],
  );
  const onOpen = useCallback(
    ({ id }: Named) => {
      const isShown = valueInAddress('panel') === 'open' && valueInAddress('row') === id;
      if (hasRoom && !isShown) show(id);
      else router.push(hrefOf(id));
    },
    [hasRoom, show, router, hrefOf],
  );
  const onLink = useCallback(({ id }: Named) => show(id), [show]);
  const onClose = useCallback(() => {
    put({ panel: null });
    focusRow();
  }, [put]);
  const keys = useMemo<Shortcuts>(
    () => ({ ...(isOpen && { o: { does: 'Go to what is open beside the list', run: goIn } }) }),
    [isOpen, goIn],
  );
  useShortcuts(keys);
  return {
    /** For the table. */
    table: { row, onRow, onOpen, ...(hasRoom && { onLink }), takenPx: isOpen ? takenPx : 0 },
    /** For the panel; null: it is closed. */
    panel: isOpen ? { id: row, wishes, onClose } : null,
    /** Opens the panel with what may be in no row yet. */
    show,
  };
}

/** The focus goes back to where one is in the list. */
function focusRow(): void {
  const row = document.querySelector<HTMLElement>('[data-row-key][aria-current]');
  (row ?? document.querySelector<HTMLElement>('[data-scrolls]'))?.focus({ preventScroll: true });
}
