import type { BlackoutWindow } from '@carillon/domain';

/** A window as answers name it beside an instant that lies in it. */
export function toMark(window: BlackoutWindow | null): { id: string; name: string } | null {
  return window === null ? null : { id: window.id, name: window.name };
}
