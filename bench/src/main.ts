import { Command } from 'commander';
import { apiCommand } from './api/api-command.js';
import { dashboardCommand } from './dashboard/dashboard-command.js';
import { lagCommand } from './lag-command.js';
import { scaleCommand } from './scale/scale-command.js';
import { throughputCommand } from './throughput/throughput-command.js';

/** Benchmarks, run by `npm run bench -- <name>`. Figures go to stdout, progress to stderr. */
await new Command('bench')
  .description('Measures Carillon with whole processes on this machine.')
  .addCommand(lagCommand())
  .addCommand(throughputCommand())
  .addCommand(scaleCommand())
  .addCommand(apiCommand())
  .addCommand(dashboardCommand())
  .parseAsync();
