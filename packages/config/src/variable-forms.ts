import { parseUrl } from '@carillon/domain';
import { z } from 'zod';

/** Forms that several variables have, each with what is said of a value that has it not. */

export const wholeNumber = (min: number, max: number) => {
  const error = `must be a number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
export const port = (value: number) => wholeNumber(1, 65_535).default(value);
/** At most a day. */
export const milliseconds = (value: number, min = 1) => wholeNumber(min, 86_400_000).default(value);
/** From 1. */
export const count = (value: number, max: number) => wholeNumber(1, max).default(value);

/** @param protocols with their colon, as in `https:` */
export const url = (protocols: string[]) =>
  z.string().refine((value) => protocols.includes(parseUrl(value)?.protocol ?? ''), {
    error: `must be a URL beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
