import { createContext, useCallback, useContext, useMemo, useState } from 'react';

/** Which task of a list is given another name, in its place. */
export interface RenamingState {
  id: string | null;
  start: (id: string) => void;
  stop: () => void;
}

export const Renaming = createContext<RenamingState>({
  id: null,
  start: () => undefined,
  stop: () => undefined,
});

/** Who may not rename, begins nothing. */
export function useRenamingState(isAllowed: boolean): RenamingState {
  const [id, setId] = useState<string | null>(null);
  const stop = useCallback(() => setId(null), []);
  const start = useCallback((wanted: string) => setId(isAllowed ? wanted : null), [isAllowed]);
  return useMemo(() => ({ id, start, stop }), [id, start, stop]);
}

export function useRenaming(id: string): { isRenaming: boolean; rename: () => void; stop: () => void } {
  const { id: renamed, start, stop: stopAny } = useContext(Renaming);
  const rename = useCallback(() => start(id), [start, id]);
  const stop = useCallback(() => {
    focusRow(id);
    stopAny();
  }, [stopAny, id]);
  return { isRenaming: renamed === id, rename, stop };
}

/** Where the field stood, one goes on with the keyboard; a card has no focus of its own, but its menu has. */
function focusRow(id: string): void {
  const row = document.querySelector<HTMLElement>(`[data-row-key="${id}"]`);
  (row ?? document.querySelector<HTMLElement>(`[data-row-menu="${id}"]`))?.focus();
}
