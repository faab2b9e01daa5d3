#!/usr/bin/env node
import { Command } from 'commander';
import { apiCommand } from './commands/api.js';
import { dbCommand } from './commands/db.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { listenerCommand } from './commands/listener.js';
import { publisherCommand } from './commands/publisher.js';
import { receiverCommand } from './commands/receiver.js';
import { runsCommand } from './commands/runs.js';
import { scheduleCommand } from './commands/schedule.js';
import { secretsCommand } from './commands/secrets.js';
import { tasksCommand } from './commands/tasks.js';
import { upCommand } from './commands/up.js';
import { reportError } from './report.js';
import { version } from './version.js';

/**
 * Commander says by itself what is wrong with a usage, and ends the process with 1; here it throws, so that words and
 * code are ours.
 */
function withoutExit(command: Command): Command {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.commands.forEach(withoutExit);
  return command;
}

const program = new Command('carillon')
  .description('Rings webhooks on time: a self-hosted task scheduler.')
  .version(version, '-V, --version')
  .addCommand(upCommand())
  .addCommand(tasksCommand())
  .addCommand(runsCommand())
  .addCommand(apiCommand())
  .addCommand(publisherCommand())
  .addCommand(listenerCommand())
  .addCommand(receiverCommand())
  .addCommand(doctorCommand())
  .addCommand(dbCommand())
  .addCommand(scheduleCommand())
  .addCommand(secretsCommand())
  .addCommand(explainCommand());

try {
  await withoutExit(program).parseAsync();
} catch (error) {
  // At once: a worker that could not start may have begun things that would keep it alive.
  process.exit(reportError(error, process.argv.includes('--json')));
}
