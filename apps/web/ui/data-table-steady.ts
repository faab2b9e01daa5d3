'use client';

import { useState } from 'react';

/** The rows to draw, and how many came before the last of them that are not drawn yet. */
export interface SteadyRows<Row> {
  rows: readonly Row[];
  fresh: number;
}

/**
 * Keeps the order of what is drawn while what is known changes: each row is drawn as it is now, what follows is added
 * at the end, what is gone stays as it was last, and what came between is counted.
 */
export function holdOrder<Row>(
  drawn: readonly Row[],
  known: readonly Row[],
  keyOf: (row: Row) => string,
): SteadyRows<Row> {
  const now = new Map(known.map((row) => [keyOf(row), row]));
  const keys = new Set(drawn.map(keyOf));
  const last = known.findLastIndex((row) => keys.has(keyOf(row)));
  if (last === -1) return { rows: known, fresh: 0 };
  const added = known.slice(last + 1);
  const fresh = known.slice(0, last).filter((row) => !keys.has(keyOf(row))).length;
  return { rows: [...drawn.map((row) => now.get(keyOf(row)) ?? row), ...added], fresh };
}

export interface SteadyOptions<Row> {
  keyOf: (row: Row) => string;
  /** Whether somebody is about to act on what is drawn. */
  isHeld: boolean;
  /** What is listed: when it changes, nothing is held. */
  of: string;
}

/** Rows whose order does not change while it is held. */
export function useSteadyRows<Row>(
  known: readonly Row[],
  { keyOf, isHeld, of }: SteadyOptions<Row>,
): SteadyRows<Row> & { show: () => void } {
  const [drawn, setDrawn] = useState({ known, of, rows: known, fresh: 0 });
  let shown = drawn;
  const mustDrawAnew = of !== drawn.of || (!isHeld && drawn.rows !== known);
  if (mustDrawAnew) shown = { known, of, rows: known, fresh: 0 };
  else if (known !== drawn.known) shown = { known, of, ...holdOrder(drawn.rows, known, keyOf) };
  if (shown !== drawn) setDrawn(shown);
  return {
    rows: shown.rows,
    fresh: shown.fresh,
    show: () => setDrawn({ known, of, rows: known, fresh: 0 }),
  };
}
