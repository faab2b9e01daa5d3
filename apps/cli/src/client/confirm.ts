import { createInterface } from 'node:readline/promises';
import { usageError } from './session.js';

/** @throws AppError `request.invalid` naming the option that answers, where nobody can be asked */
export function requireTerminal(): void {
  if (process.stdin.isTTY && process.stderr.isTTY) return;
  throw usageError('Nobody can be asked here. Pass --yes to do it without a question.');
}

/** Asks whoever sits at the terminal. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
