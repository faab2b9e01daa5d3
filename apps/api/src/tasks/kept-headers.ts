import type { Task } from '@carillon/domain';
import { redacted } from '@carillon/domain';
import { invalidFields } from '../http/problem.js';

type Headers = Task['httpHeaders'];

/**
 * What a client sends back as it was shown, in place of a secret, stays as it is stored.
 *
 * @param stored those of the task as they are stored; none of a new one
 * @throws AppError `request.invalid`, naming the headers of which none is stored
 */
export function keepHidden(given: Headers, stored: Headers): Headers {
  const storedByName = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  const kept = Object.entries(given).map(([name, value]) => {
    return [name, value === redacted ? storedByName.get(name.toLowerCase()) : value] as const;
  });
  const faults = kept
    .filter(([, value]) => value === undefined)
    .map(([name]) => ({
      path: `httpHeaders.${name}`,
      message: 'is what is shown in place of a secret, and none is stored; give the secret',
    }));
  if (faults.length > 0) throw invalidFields(faults);
  return Object.fromEntries(kept) as Headers;
}
