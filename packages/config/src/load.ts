import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@carillon/domain';
import { z } from 'zod';

/** A set of variables, each with the schema of its value. */
export type Variables = Record<string, z.ZodType>;

/** Finds the nearest `.env` above a folder; variables that are already set win over the file's. */
function loadEnvironmentFile(folder: string): void {
  const file = join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  else if (dirname(folder) !== folder) loadEnvironmentFile(dirname(folder));
}

/** The process's environment, the nearest `.env` included. The only place that reads it. */
function readEnvironment(): Record<string, string | undefined> {
  loadEnvironmentFile(process.cwd());
  return process.env;
}

/**
 * Reads the given variables. An empty value counts as unset.
 *
 * @throws AppError `config.invalid` with every fault at once, a field error for each variable
 */
export function parseVariables<V extends Variables>(
  variables: V,
  environment: Record<string, string | undefined> = readEnvironment(),
): { [K in keyof V]: z.output<V[K]> } {
  const given = Object.fromEntries(
    Object.keys(variables).map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const parsed = z.object(variables).safeParse(given);
  if (parsed.success) return parsed.data as { [K in keyof V]: z.output<V[K]> };
  const fieldErrors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: given[issue.path.join('.')] === undefined ? 'is required' : issue.message,
  }));
  const faults = fieldErrors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('config.invalid', `The configuration is not valid. ${faults}`, {
    fieldErrors,
    hint: 'Every variable is explained in .env.example.',
  });
}
