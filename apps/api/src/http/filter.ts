import type { FilterFieldKind } from '@carillon/domain';
import { filterLengthMax, parseFilter } from '@carillon/domain';
import { z } from 'zod';
import { plainText } from './text.js';

const grammar =
  'Terms that hold together: `field:value`, `field:one,other`, `created:>24h`, `payload.customer.id=42`, ' +
  '`"free text"`; `-` before a term turns it into its opposite. Fields: ';

const durations =
  ' `took:>5s`: from the beginning of the last attempt to the end, or up to now while it runs. `late:>10s`: from its ' +
  'instant to the beginning of its first attempt, or up to now while it waits; not known of a run that was retried. ' +
  '`slow:yes`: took longer than twice what 95 of 100 runs of its task take, of at least 20 in the window that it ' +
  'needs, such as `scheduled:<24h`, of 31 days at most. `task:` takes the id of a task, `failure:` the fingerprint of a ' +
  'group of failures, with a window as well.';

const archive = ' What is archived is left out unless the filter speaks of `archived`.';

/** A filter over these fields, read into its terms. */
export function filterText<Field extends string>(fields: Readonly<Record<Field, FilterFieldKind>>) {
  return plainText(filterLengthMax)
    .transform((text, context) => {
      const read = parseFilter(text, fields);
      if (Array.isArray(read)) return read;
      context.addIssue({ code: 'custom', message: `${read.fault} (at character ${read.position})` });
      return z.NEVER;
    })
    .describe(`${grammar}${Object.keys(fields).join(', ')}.${'took' in fields ? durations : ''}${archive}`);
}

/** More are not counted: a total of one more stands for all above. */
const countMax = 10_000;
export const countLimit = countMax + 1;

/** `?total=true`: how many there are is counted only when asked for. */
export const wantsTotal = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .optional();

export const total = z
  .int()
  .optional()
  .describe(`Only with ?total=true: how many there are; ${countLimit} stands for more than ${countMax}.`);
