import { v7 } from 'uuid';

/** A UUID v7: made by the application, so that a row's id is known before the row is written; ordered by time. */
export function newId(): string {
  return v7();
}
