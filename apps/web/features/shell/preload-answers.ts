import type { PathOf } from '@carillon/client';
import { preload } from 'react-dom';
import { defaultPreferences } from '@/features/preferences/preferences.slice';
import { firstTaskQuery } from '@/features/tasks/task-address';

/**
 * For what the server renders: has the browser ask the API while it still reads the page's scripts. Their first request
 * for the same address takes that answer.
 *
 * @param address of the page, from its path on
 */
export function preloadAnswers(address: string): void {
  preloadAnswer('/api/auth/me');
  preloadAnswer('/api/auth/setup');
  const tasks = firstTaskQuery(address, defaultPreferences.pageSize);
  if (tasks !== null) preloadAnswer('/api/tasks', tasks);
}

function preloadAnswer(path: PathOf<'GET'>, query: object = {}): void {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  // As fetch asks by itself: with the session's cookie, and for JSON of this origin.
  preload(search.size === 0 ? path : `${path}?${search}`, { as: 'fetch', crossOrigin: 'anonymous' });
}
