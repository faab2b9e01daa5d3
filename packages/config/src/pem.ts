import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Reads a PEM file, unless the value is PEM text itself. */
export const pem = z.string().transform((value, context) => {
  const text = value.includes('-----BEGIN') ? value : readText(value);
  if (text?.includes('-----BEGIN CERTIFICATE-----') === true) return text;
  const message = text === null ? 'names a file that cannot be read' : 'holds no PEM certificate';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
