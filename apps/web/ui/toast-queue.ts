import type { toast } from 'sonner';

type Show = (toasts: typeof toast) => void;

let shown: typeof toast | null = null;
let waiting: Show[] = [];
const listeners = new Set<() => void>();

/** Shows something in the corner of the page, as soon as the corner is there. */
export function withToasts(show: Show): void {
  if (shown !== null) return show(shown);
  waiting.push(show);
  for (const listener of listeners) listener();
}

/** The corner is there. @returns ends it */
export function openToasts(toasts: typeof toast): () => void {
  shown = toasts;
  for (const show of waiting.splice(0)) show(toasts);
  return () => {
    shown = null;
  };
}

/** Calls the listener when the corner is wanted. @returns ends that, and drops what was to be shown */
export function onToastWaiting(listener: () => void): () => void {
  listeners.add(listener);
  if (waiting.length > 0) listener();
  return () => {
    listeners.delete(listener);
    waiting = [];
  };
}
