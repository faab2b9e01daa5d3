import { useEffect, useState } from 'react';
import { firstTaskQuery } from '@/features/tasks/task-address';
import { tasksApi } from '@/features/tasks/tasks.api';
import { useAppDispatch, useAppSelector } from '@/store';

/** So long a page is held back for its rows: less than what drawing it twice takes. */
const patienceMs = 150;

/**
 * Asks for the rows of the list of tasks before the page that shows them is there, so that it is drawn once, with them.
 *
 * @returns whether the page may be drawn: its rows are there, it has none, or they do not come at once
 */
export function useFirstRows(): boolean {
  const dispatch = useAppDispatch();
  const limit = useAppSelector((state) => state.preferences.pageSize);
  const [mayDraw, setMayDraw] = useState(false);
  useEffect(() => {
    if (mayDraw) return undefined;
    const query = firstTaskQuery(window.location.pathname + window.location.search, limit);
    const asked = query === null ? null : dispatch(tasksApi.endpoints.taskPages.initiate(query));
    const goOn = (): void => setMayDraw(true);
    const timer = setTimeout(goOn, asked === null ? 0 : patienceMs);
    void asked?.finally(goOn);
    return () => {
      clearTimeout(timer);
      // The answer is kept long enough for the list to take it over.
      asked?.unsubscribe();
    };
  }, [dispatch, limit, mayDraw]);
  return mayDraw;
}
