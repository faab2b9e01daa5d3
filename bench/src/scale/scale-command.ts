import { Command, InvalidArgumentError } from 'commander';
import { writeSection } from '../report/document.js';
import { scaleSection, scaleTables } from '../report/scale-section.js';
import { defaultConcurrency } from '../throughput/throughput.js';
import { atLeastOne } from '../whole-number.js';
import type { ScaleOptions } from './scale.js';
import { measureScale } from './scale.js';

type Options = ScaleOptions & { json?: boolean; write?: boolean };

export function scaleCommand(): Command {
  return new Command('scale')
    .description('What changes, or must not, as tasks and history grow.')
    .option('--history <n>', 'finished runs before the claim is measured again', atLeastOne, 10_000_000)
    .option(
      '--sleeping <counts>',
      'sleeping tasks, rising, separated by commas',
      rising,
      [1_000, 100_000, 1_000_000],
    )
    .option('--burst <n>', 'tasks due in the same second', atLeastOne, 10_000)
    .option('--concurrency <n>', 'deliveries at the same time', atLeastOne, defaultConcurrency)
    .option('--json', 'print one JSON document')
    .option('--write', 'write the section in docs/benchmarks.md')
    .action(async ({ json = false, write = false, ...options }: Options) => {
      const result = await measureScale(options, (line) => process.stderr.write(`${line}\n`));
      if (write) await writeSection('scale', scaleSection(result));
      process.stdout.write(`${json ? JSON.stringify(result) : scaleTables(result)}\n`);
    });
}

function rising(text: string): number[] {
  const counts = text.split(',').map(atLeastOne);
  if (counts.some((count, index) => index > 0 && count <= counts[index - 1]!)) {
    throw new InvalidArgumentError('Each number must be greater than the one before.');
  }
  return counts;
}
