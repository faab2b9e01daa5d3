import type { Caller } from './session.api';

/** What one is called wherever people see one. */
export function shownName({ kind, name, displayName }: Caller): string {
  return kind === 'machine' ? 'This machine' : (displayName ?? name);
}
