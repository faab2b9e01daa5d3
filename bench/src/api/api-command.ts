import { Command } from 'commander';
import { apiSection, apiTables } from '../report/api-section.js';
import { writeSection } from '../report/document.js';
import { atLeastOne } from '../whole-number.js';
import type { ApiOptions } from './requests.js';
import { measureApi } from './measure-api.js';

type Options = ApiOptions & { json?: boolean; write?: boolean };

export function apiCommand(): Command {
  return new Command('api')
    .description('How fast the API answers and tells of changes, with much stored and many clients.')
    .option('--tasks <n>', 'tasks stored', atLeastOne, 100_000)
    .option('--runs <n>', 'finished runs stored, with their logs', atLeastOne, 1_000_000)
    .option('--clients <n>', 'requests at the same time', atLeastOne, 50)
    .option('--sockets <n>', 'Socket.IO clients connected', atLeastOne, 1_000)
    .option('--processes <n>', 'API processes under one port', atLeastOne, 1)
    .option('--seconds <n>', 'how long each request is measured', atLeastOne, 20)
    .option('--json', 'print one JSON document')
    .option('--write', 'write the section in docs/benchmarks.md')
    .action(async ({ json = false, write = false, ...options }: Options) => {
      const result = await measureApi(options, (line) => process.stderr.write(`${line}\n`));
      if (write) await writeSection('api', apiSection(result));
      process.stdout.write(`${json ? JSON.stringify(result) : apiTables(result)}\n`);
    });
}
