import { AppError } from '@carillon/domain';
import type { z } from 'zod';

/** @throws AppError `request.invalid`, a field error for each fault */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fieldErrors = parsed.error.issues.flatMap(({ path, message, ...issue }) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known' }))
      : [{ path: path.join('.'), message }],
  );
  const faults = fieldErrors.map((fault) => `${fault.path || 'body'}: ${fault.message}`).join('; ');
  throw new AppError('request.invalid', `The request is not valid. ${faults}`, { fieldErrors });
}
