/** Quoted for a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The variable of a shell that stands for the secret in a header. */
export function variableOf(header: string): string {
  return header
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_');
}

/** A command whose words stand on lines of their own. */
export const onLines = (words: readonly string[]): string => words.join(' \\\n  ');
