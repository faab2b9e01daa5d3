import stringWidth from 'string-width';
import { oneLine } from './table.js';

/** What is told of a thing, one line each; of several lines the later ones stand below the first. */
export function renderDetails(facts: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...facts.map(([name]) => stringWidth(name)));
  return facts
    .map(([name, value]) => {
      const lines = value.split('\n').map(oneLine);
      return `${name.padEnd(width)}  ${lines.join(`\n${' '.repeat(width + 2)}`)}\n`;
    })
    .join('');
}
