import { Command } from 'commander';
import type { ListOptions } from '../client/pages.js';
import type { ReplayOptions, WaitOptions } from '../client/runs.js';
import type { SessionOptions } from '../client/session.js';
import { asClientCommand, withPages, withWait } from './client-command.js';

const actions = () => import('../client/runs.js');

/** `carillon runs`: runs of tasks, by way of the API. */
export function runsCommand(): Command {
  return new Command('runs')
    .description('List runs, and retry, cancel or replay them, by way of the API.')
    .addCommand(listCommand())
    .addCommand(getCommand())
    .addCommand(retryCommand())
    .addCommand(cancelCommand())
    .addCommand(replayCommand());
}

function listCommand(): Command {
  const command = withPages(
    new Command('list')
      .description('List runs, the newest first.')
      .option('--task <id>', 'of this task alone'),
  ).action(async (options: SessionOptions & ListOptions & { task?: string }) =>
    (await actions()).listRuns(options),
  );
  return asClientCommand(command, [
    "carillon runs list --filter 'status:failed scheduled:<2h'",
    "carillon runs list --task ID --filter 'took:>5s' --output id",
  ]);
}

function getCommand(): Command {
  const command = new Command('get')
    .description('Show a run and its attempts.')
    .argument('<id>')
    .action(async (id: string, options: SessionOptions) => (await actions()).getRun(id, options));
  return asClientCommand(command, ['carillon runs get ID', 'carillon runs get ID --json | jq .attempts']);
}

function retryCommand(): Command {
  const command = withWait(
    new Command('retry')
      .description('Send again what has failed, as a new run, by its task as it is now.')
      .argument('<id>'),
  ).action(async (id: string, options: SessionOptions & WaitOptions) =>
    (await actions()).retryRun(id, options),
  );
  return asClientCommand(command, ['carillon runs retry ID --wait']);
}

function cancelCommand(): Command {
  const command = new Command('cancel')
    .description('Cancel a run that is not over.')
    .argument('<id>')
    .action(async (id: string, options: SessionOptions) => (await actions()).cancelRun(id, options));
  return asClientCommand(command, ['carillon runs cancel ID']);
}

function replayCommand(): Command {
  const command = withWait(
    new Command('replay')
      .description('Send once more what a run was sent with, or something else in its place.')
      .argument('<id>')
      .option('--payload <json>', 'in place of what it was sent with: JSON, @file, or - for stdin')
      .option('--url <url>', 'where this one run is sent, in place of the URL of the task'),
  ).action(async (id: string, options: SessionOptions & ReplayOptions) =>
    (await actions()).replayRun(id, options),
  );
  return asClientCommand(command, ['carillon runs replay ID --payload @fixed.json --wait']);
}
