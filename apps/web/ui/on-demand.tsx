'use client';

import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { whenIdle } from './when-idle';

/**
 * A part of the page that comes by itself: when the page is idle, so that it is there at the first click, or at once
 * when it is wanted before. What cannot be fetched says so, and can be tried again.
 *
 * @param load imports the part
 * @param Waiting stands in its place until it has come, with its size; default nothing, as for what lies over the page
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting?: ComponentType<Props>,
): ComponentType<Props> & { fetch: () => Promise<void> } {
  let Part: ComponentType<Props> | null = null;
  let coming: Promise<void> | null = null;
  const fetchPart = (): Promise<void> => {
    coming ??= load().then(
      (loaded) => void (Part = loaded),
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  whenIdle(fetchPart);

  function OnDemand(props: Props) {
    const [state, setState] = useState<'coming' | 'here' | 'failed'>(Part === null ? 'coming' : 'here');
    useEffect(() => {
      if (state !== 'coming') return undefined;
      let isOver = false;
      const settle = (to: 'here' | 'failed') => () => {
        if (!isOver) setState(to);
      };
      fetchPart().then(settle('here'), settle('failed'));
      return () => {
        isOver = true;
      };
    }, [state]);
    useEffect(() => {
      if (state !== 'failed') return undefined;
      const retry = (): void => setState('coming');
      failed.add(retry);
      return () => void failed.delete(retry);
    }, [state]);
    if (state === 'failed') return <PartFailed isOver={Waiting === undefined} />;
    if (Part !== null && state === 'here') return <Part {...props} />;
    return Waiting === undefined ? null : <Waiting {...props} />;
  }
  return Object.assign(OnDemand, { fetch: fetchPart });
}

/** How to try again what is shown as failed: what one part could not be fetched for holds for all of them. */
const failed = new Set<() => void>();

function tryAgain(): void {
  for (const retry of failed) retry();
}

function PartFailed({ isOver }: { isOver: boolean }) {
  return (
    <div
      role="alert"
      className={classNames(
        'bg-danger-soft flex flex-wrap items-center gap-3 rounded-lg p-4',
        isOver && 'shadow-float fixed inset-x-4 bottom-20 z-50 mx-auto max-w-md md:bottom-4',
      )}
    >
      <p className="text-danger min-w-0 flex-1 font-medium">A part of this page could not be loaded.</p>
      <Button onClick={tryAgain}>Try again</Button>
    </div>
  );
}
