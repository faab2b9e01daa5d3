import { chooseLocalZone } from '@/features/time/local-zone';
import type { Store } from '@/store';
import type { Preferences } from './preferences.slice';
import { preferencesRead } from './preferences.slice';

const key = 'carillon.preferences';

/**
 * Reads what was chosen before, keeps every change, another tab's too, and tells the style sheet how dense tables are
 * to be, and how much may move, and all who write times in which zone. @returns what ends it
 */
export function keepPreferences(store: Store): () => void {
  const read = (): void => {
    try {
      store.dispatch(preferencesRead(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>));
    } catch {
      // A browser that keeps nothing, or keeps what is no JSON: the defaults hold.
    }
  };
  const apply = ({ density, motion, zone }: Preferences): void => {
    chooseLocalZone(zone);
    Object.assign(document.documentElement.dataset, { density, motion });
  };
  read();
  let kept = store.getState().preferences;
  apply(kept);
  const unsubscribe = store.subscribe(() => {
    const { preferences } = store.getState();
    if (preferences === kept) return;
    kept = preferences;
    apply(kept);
    try {
      localStorage.setItem(key, JSON.stringify(preferences));
    } catch {
      // It holds until the page is closed.
    }
  });
  const onStorage = (event: StorageEvent): void => {
    if (event.key === key) read();
  };
  window.addEventListener('storage', onStorage);
  return () => {
    unsubscribe();
    window.removeEventListener('storage', onStorage);
  };
}
