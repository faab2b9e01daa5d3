'use client';

import { useRef, useState } from 'react';

/** How far each key leads, along the points. */
export type PointSteps = Readonly<Record<string, number>>;

/**
 * Of the points of a picture one is in the order of focus, and the keys take it on: to the next point that is so far
 * away or farther, as a picture may have none just there.
 *
 * @param positions where there are points, ascending
 */
export function usePointKeys(positions: readonly number[], steps: PointSteps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const picture = useRef<SVGSVGElement>(null);
  const current = chosen !== null && positions.includes(chosen) ? chosen : positions.at(-1);
  const targetOf = (key: string, from: number): number | undefined => {
    if (key === 'Home') return positions[0];
    if (key === 'End') return positions.at(-1);
    const step = steps[key];
    if (step === undefined) return undefined;
    return step > 0
      ? (positions.find((each) => each >= from + step) ?? positions.at(-1))
      : (positions.findLast((each) => each <= from + step) ?? positions[0]);
  };
  const pointProps = (position: number) => ({
    tabIndex: position === current ? 0 : -1,
    'data-point': position,
    onFocus: () => setChosen(position),
    onKeyDown: (event: React.KeyboardEvent) => {
      const target = targetOf(event.key, position);
      if (target === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      picture.current?.querySelector<SVGElement>(`[data-point="${target}"]`)?.focus();
    },
  });
  return { picture, pointProps };
}

export type PointProps = ReturnType<ReturnType<typeof usePointKeys>['pointProps']>;
