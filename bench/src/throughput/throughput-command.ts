import { Command, InvalidArgumentError } from 'commander';
import { barChart } from '../report/bar-chart.js';
import { writeChart, writeSection } from '../report/document.js';
import { throughputSection, throughputTables } from '../report/throughput-section.js';
import { allSystems } from '../systems/all-systems.js';
import type { System } from '../systems/system.js';
import { atLeastOne } from '../whole-number.js';
import type { ThroughputOptions, ThroughputResult } from './throughput.js';
import { defaultConcurrency, measureThroughput } from './throughput.js';

type Options = Omit<ThroughputOptions, 'systems'> & { systems?: readonly System[] } & {
  json?: boolean;
  write?: boolean;
};

export function throughputCommand(): Command {
  return new Command('throughput')
    .description('The same tasks, due in the same second, done by Carillon and by its peers in turn.')
    .option('--runs <n>', 'tasks per system and round', atLeastOne, 20_000)
    .option('--rounds <n>', 'rounds; the medians are reported', atLeastOne, 5)
    .option(
      '--concurrency <n>',
      'deliveries at the same time, for each system',
      atLeastOne,
      defaultConcurrency,
    )
    .option('--systems <names>', 'which ones, separated by commas; all by default', systemsByName)
    .option('--json', 'print one JSON document')
    .option('--write', 'write docs/benchmarks.md and docs/benchmarks.svg')
    .action(async ({ json = false, write = false, systems = allSystems, ...options }: Options) => {
      const result = await measureThroughput({ ...options, systems }, (line) =>
        process.stderr.write(`${line}\n`),
      );
      if (write) {
        await writeSection('throughput', throughputSection(result));
        await writeChart(throughputChart(result));
      }
      process.stdout.write(`${json ? JSON.stringify(result) : throughputTables(result)}\n`);
    });
}

function systemsByName(text: string): readonly System[] {
  const names = text.split(',');
  const unknown = names.find((name) => !allSystems.some((system) => system.name === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `There is no ${unknown}, only ${allSystems.map(({ name }) => name).join(', ')}.`,
    );
  }
  return allSystems.filter(({ name }) => names.includes(name));
}

function throughputChart({ systems, runs, rounds }: ThroughputResult): string {
  return barChart(
    'Runs per second, each outcome logged durably',
    `${runs.toLocaleString('en-GB')} tasks due in the same second; medians of ${rounds} rounds, whiskers from the slowest to the fastest. The ceiling logs nothing.`,
    systems.map(({ name, runsPerSecond, runsPerSecondMin, runsPerSecondMax }) => ({
      label: name,
      value: runsPerSecond,
      min: runsPerSecondMin,
      max: runsPerSecondMax,
      isOurs: name.startsWith('carillon'),
    })),
  );
}
