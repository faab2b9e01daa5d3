import type { Machine } from '../throughput/machine.js';

/** Where and when, in a sentence or two. */
export function machineText({ machine, measuredAt }: { machine: Machine; measuredAt: string }): string {
  const { cpu, cores, memoryGb, system, node, postgresql, redis, packages, postgresqlSettings } = machine;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const settings = Object.entries(postgresqlSettings).map(([name, value]) => `\`${name}\` ${value}`);
  return `Measured on ${measuredAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node.slice(1)}, PostgreSQL ${postgresql}${
    redis === null ? '' : `, Redis ${redis}`
  }${versions.length === 0 ? '' : `, ${versions.join(', ')}`}.
PostgreSQL's settings: ${settings.join(', ')}.`;
}
