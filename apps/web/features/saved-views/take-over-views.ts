'use client';

import { useEffect } from 'react';
import { problemOf } from '@/api/problem';
import type { StoredView } from '@/features/preferences/preferences.slice';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { useAppDispatch, useAppSelector } from '@/store';
import { notify } from '@/ui/notify';
import { nameLengthMax } from './rename-view-dialog';
import { useCreateSavedViewMutation } from './saved-views.api';

const suffix = ' (this browser)';

/**
 * Views were once kept in the browser: those that are still there are given to the server, once. One that the server
 * does not take, as it cannot be reached or for who one is, stays for the next time.
 */
export function useTakeOverViews(): void {
  const stored = useAppSelector((state) => state.preferences.savedViews);
  const dispatch = useAppDispatch();
  const [create] = useCreateSavedViewMutation();
  useEffect(() => {
    if (stored.length === 0 || isTakingOver) return;
    isTakingOver = true;
    void takeOver(stored, (view) => create(view)).then((left) => {
      isTakingOver = false;
      const taken = stored.length - left.length;
      if (taken === 0) return;
      dispatch(preferenceChanged({ savedViews: left }));
      notify(`${taken === 1 ? 'A view' : `${taken} views`} of this browser: kept by Carillon from now on.`);
    });
  }, [stored, dispatch, create]);
}

/** Whether it goes on already: effects may come twice. */
let isTakingOver = false;

type Create = (view: { page: '/tasks'; name: string; query: string }) => PromiseLike<{ error?: unknown }>;

/** @returns what stays in the browser */
async function takeOver(stored: readonly StoredView[], create: Create): Promise<StoredView[]> {
  const left: StoredView[] = [];
  for (const view of stored) {
    const { name, query } = view;
    // Only the list of tasks had views.
    const first = await create({ page: '/tasks', name, query });
    const isTaken = first.error !== undefined && problemOf(first.error).status === 409;
    const last = isTaken
      ? await create({ page: '/tasks', name: name.slice(0, nameLengthMax - suffix.length) + suffix, query })
      : first;
    if (last.error !== undefined && ![400, 409].includes(problemOf(last.error).status)) left.push(view);
  }
  return left;
}
