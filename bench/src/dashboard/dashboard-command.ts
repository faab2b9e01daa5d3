import { Command } from 'commander';
import { dashboardSection, dashboardTable } from '../report/dashboard-section.js';
import { writeSection } from '../report/document.js';
import { atLeastOne } from '../whole-number.js';

import { measureDashboard } from './measure-dashboard.js';
import type { DashboardOptions } from './stage.js';

type Options = DashboardOptions & { json?: boolean; write?: boolean };

export function dashboardCommand(): Command {
  return new Command('dashboard')
    .description('How fast the dashboard opens, scrolls and tells of changes, in Chromium on this machine.')
    .option('--tasks <n>', 'tasks stored', atLeastOne, 10_000)
    .option('--runs-per-second <n>', 'while it is used', atLeastOne, 100)
    .option('--seconds <n>', 'how long it is used', atLeastOne, 15)
    .option('--json', 'print one JSON document')
    .option('--write', 'write the section in docs/benchmarks.md')
    .action(async ({ json = false, write = false, ...options }: Options) => {
      const result = await measureDashboard(options, (line) => process.stderr.write(`${line}\n`));
      if (write) await writeSection('dashboard', dashboardSection(result));
      process.stdout.write(`${json ? JSON.stringify(result) : dashboardTable(result)}\n`);
    });
}
