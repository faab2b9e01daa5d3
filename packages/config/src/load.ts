import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@carillon/domain';
import { z } from 'zod';
import { fileVariables, variableGroups } from './variable-groups.js';

/** A set of variables, each with the schema of its value. */
export type Variables = Record<string, z.ZodType>;

export type Environment = Record<string, string | undefined>;

/** Finds the nearest `.env` above a folder; variables that are already set win over the file's. */
function loadEnvironmentFile(folder: string): void {
  const file = join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  else if (dirname(folder) !== folder) loadEnvironmentFile(dirname(folder));
}

/** The process's environment, the nearest `.env` included. The only place that reads it. */
export function readEnvironment(): Environment {
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
  environment: Environment = readEnvironment(),
): { [K in keyof V]: z.output<V[K]> } {
  const { given, faults } = readGiven(Object.keys(variables), environment);
  const parsed = z.object(variables).safeParse(given);
  const ofFiles = new Set(faults.map(({ name }) => name));
  const fieldErrors = [
    ...faults.map(({ path, message }) => ({ path, message })),
    ...(parsed.error?.issues ?? []).flatMap(({ path, message }) => {
      const name = path.join('.');
      if (ofFiles.has(name)) return [];
      return [{ path: name, message: given[name] === undefined ? 'is required' : message }];
    }),
  ];
  if (parsed.success && fieldErrors.length === 0) return parsed.data as { [K in keyof V]: z.output<V[K]> };
  const texts = fieldErrors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('config.invalid', `The configuration is not valid. ${texts}`, {
    fieldErrors,
    hint: 'Every variable is explained in .env.example.',
  });
}

interface FileFault {
  /** The variable that the file stands for. */
  name: string;
  path: string;
  message: string;
}

/** The values as they are given, some of them by files. */
function readGiven(names: string[], environment: Environment) {
  const given: Environment = {};
  const faults: FileFault[] = [];
  for (const name of names) {
    given[name] = environment[name] === '' ? undefined : environment[name];
    const path = `${name}_FILE`;
    const file = fileVariables.includes(name) ? environment[path] : undefined;
    if (file === undefined || file === '') continue;
    if (given[name] !== undefined) {
      faults.push({ name, path, message: `must not be set together with ${name}` });
      continue;
    }
    try {
      given[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
      if (given[name] === undefined) faults.push({ name, path, message: `names ${file}, which is empty` });
    } catch (error) {
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      faults.push({ name, path, message: `names ${file}, which cannot be read (${code})` });
    }
  }
  return { given, faults };
}

/** Of tests, and of examples that the documentation shows; no process of ours reads them. */
const foreign = /^CARILLON_(TEST_|RECORD_|SIGNING_SECRET$)/;

/** @returns a warning for each variable that is called like one of ours and is none */
export function unknownVariableWarnings(environment: Environment = readEnvironment()): string[] {
  const names = Object.values(variableGroups).flatMap((group) => Object.keys(group));
  const known = [...names, ...fileVariables.map((name) => `${name}_FILE`)];
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('CARILLON_') && !known.includes(name) && !foreign.test(name),
  );
  return unknown.map((name) => {
    const [nearest] = known
      .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
      .sort((a, b) => a.distance - b.distance);
    const advice = nearest!.distance <= 4 ? ` Is ${nearest!.candidate} meant?` : '';
    return `${name} is set, and there is no such variable.${advice}`;
  });
}

/** How many letters are to be changed, added or left out. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const swapped = row[column]! + Number(letter !== other);
      next.push(Math.min(swapped, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
