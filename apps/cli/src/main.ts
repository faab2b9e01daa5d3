#!/usr/bin/env node
import { AppError } from '@carillon/domain';
import { Command, CommanderError } from 'commander';
import { dbCommand } from './commands/db.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { listenerCommand } from './commands/listener.js';
import { publisherCommand } from './commands/publisher.js';
import { receiverCommand } from './commands/receiver.js';
import { scheduleCommand } from './commands/schedule.js';
import { secretsCommand } from './commands/secrets.js';
import { upCommand } from './commands/up.js';
import { exitCodes } from './exit-codes.js';
import { version } from './version.js';

const usageError = 2;

/** Commander ends a process by itself, with 1 for a wrong usage; here it throws, so that the code is ours. */
function withoutExit(command: Command): Command {
  command.exitOverride();
  command.commands.forEach(withoutExit);
  return command;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError;
  if (error instanceof AppError) {
    process.stderr.write(`carillon: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}\n`);
    return exitCodes[error.code];
  }
  process.stderr.write(
    `carillon: this should not have happened; please report it.\n${String((error as Error).stack)}\n`,
  );
  return 1;
}

const program = new Command('carillon')
  .description('Rings webhooks on time: a self-hosted task scheduler.')
  .version(version, '-V, --version')
  .addCommand(upCommand())
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
  process.exit(report(error));
}
