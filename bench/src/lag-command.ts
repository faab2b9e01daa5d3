import { Command } from 'commander';
import { measureLag } from './lag.js';

export function lagCommand(): Command {
  return new Command('lag')
    .description('How late a task that is due every second reaches its receiver.')
    .option('--seconds <n>', 'how long to measure each backend', Number, 120)
    .option('--json', 'print one JSON document')
    .action(async ({ seconds, json = false }: { seconds: number; json?: boolean }) => {
      const results = await measureLag(seconds, (line) => process.stderr.write(`${line}\n`));
      if (json) return void process.stdout.write(`${JSON.stringify({ lag: results })}\n`);
      for (const { queue, deliveries, lagMs } of results) {
        const { p50, p95, p99, max } = lagMs;
        process.stdout.write(
          `queue in ${queue}: ${deliveries} deliveries, due to received p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, max ${max} ms\n`,
        );
      }
    });
}
