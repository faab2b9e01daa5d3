import type { Input } from '@carillon/client';
import { Command, Option } from 'commander';
import type { ListOptions } from '../client/pages.js';
import type { WaitOptions } from '../client/runs.js';
import type { SessionOptions } from '../client/session.js';
import type { FieldOptions, NewTaskOptions } from '../client/task-body.js';
import { asClientCommand, withIdempotencyKey, withPages, withWait } from './client-command.js';
import { wholeNumber } from './options.js';
import { withTaskFields } from './task-fields.js';

const actions = () => import('../client/tasks.js');

/** `carillon tasks`: tasks, by way of the API. */
export function tasksCommand(): Command {
  return new Command('tasks')
    .description('List, make, change and run tasks, by way of the API.')
    .addCommand(listCommand())
    .addCommand(getCommand())
    .addCommand(createCommand())
    .addCommand(updateCommand())
    .addCommand(deleteCommand())
    .addCommand(pauseCommand())
    .addCommand(resumeCommand())
    .addCommand(runCommand());
}

function listCommand(): Command {
  const command = withPages(new Command('list').description('List tasks, the newest first.')).action(
    async (options: SessionOptions & ListOptions) => (await actions()).listTasks(options),
  );
  return asClientCommand(command, [
    "carillon tasks list --filter 'status:failed tag:billing' --sort taskName",
    'carillon tasks list --all --output ndjson | jq .taskName',
  ]);
}

function getCommand(): Command {
  const command = new Command('get')
    .description('Show a task.')
    .argument('<id>')
    .action(async (id: string, options: SessionOptions) => (await actions()).getTask(id, options));
  return asClientCommand(command, ['carillon tasks get ID --json']);
}

function createCommand(): Command {
  const command = withTaskFields(
    new Command('create').description(
      'Make a task. Without a schedule and a time it runs only when asked, or at once with --start now.',
    ),
  )
    .option('--run-in <duration>', 'run once, so long from now: 10m')
    .addOption(
      new Option('--start <when>', 'without a schedule: at once, or when asked').choices(['now', 'manual']),
    )
    .option('--paused', 'nothing of it runs until it is resumed')
    .option('--from-curl <path>', 'what a curl command sends, from a file or - for stdin; options win');
  withIdempotencyKey(command).action(
    async (options: SessionOptions & NewTaskOptions & { idempotencyKey?: string }) =>
      (await actions()).createTask(options),
  );
  return asClientCommand(command, [
    "carillon tasks create --name 'Morning report' --url https://shop.example/report \\\n" +
      '  --schedule \'0 9 * * 1-5\' --time-zone Europe/Berlin --payload \'{"report":"daily"}\'',
    'carillon tasks create --name Once --url https://shop.example/once --run-in 10m --payload @body.json',
    "pbpaste | carillon tasks create --from-curl - --name 'As in the browser' --schedule @hourly",
    'carillon tasks create --json-file task.json --output id',
  ]);
}

function updateCommand(): Command {
  const command = withTaskFields(
    new Command('update')
      .description(
        'Change a task. What is not named stays: a --header is put beside those that are there. --tag names all tags.',
      )
      .argument('<id>'),
  )
    .option(
      '--if-match <version>',
      'only if it is this version still (default: the one that is read)',
      wholeNumber(1, 2_147_483_647),
    )
    .action(async (id: string, options: SessionOptions & FieldOptions & { ifMatch?: number }) =>
      (await actions()).updateTask(id, options),
    );
  return asClientCommand(command, [
    "carillon tasks update ID --schedule '*/10 * * * *' --max-retry 5",
    'echo \'{"lane":null,"tags":[]}\' | carillon tasks update ID --json-file -',
  ]);
}

function deleteCommand(): Command {
  const command = new Command('delete')
    .description('Delete a task with its runs and their logs. Asks first.')
    .argument('<id>')
    .option('-y, --yes', 'do not ask')
    .action(async (id: string, options: SessionOptions & { yes?: boolean }) =>
      (await actions()).deleteTask(id, options),
    );
  return asClientCommand(command, ['carillon tasks delete ID --yes']);
}

function pauseCommand(): Command {
  const command = new Command('pause')
    .description('Stop a task until it is resumed. Open runs go on.')
    .argument('<id>')
    .option('--until <instant>', 'when the pause ends by itself (ISO 8601)')
    .option('--reason <text>', 'shown to whoever asks why it does not run')
    .action(
      async (
        id: string,
        options: SessionOptions & NonNullable<Input<'POST', '/api/tasks/{id}/pause'>['body']>,
      ) => (await actions()).pauseTask(id, options),
    );
  return asClientCommand(command, ["carillon tasks pause ID --reason 'The shop is closed'"]);
}

function resumeCommand(): Command {
  const command = new Command('resume')
    .description('Let a paused or failed task go on.')
    .argument('<id>')
    .addOption(
      new Option(
        '--missed <policy>',
        'what is run of the instants missed meanwhile (default: the latest)',
      ).choices(['skip', 'latest', 'all']),
    )
    .action(
      async (
        id: string,
        options: SessionOptions & NonNullable<Input<'POST', '/api/tasks/{id}/resume'>['body']>,
      ) => (await actions()).resumeTask(id, options),
    );
  return asClientCommand(command, ['carillon tasks resume ID --missed skip']);
}

function runCommand(): Command {
  const command = withWait(
    new Command('run')
      .description('Run a task now, beside its schedule.')
      .argument('<id>')
      .option('--payload <json>', 'for this run alone: JSON, @file, or - for stdin'),
  ).action(async (id: string, options: SessionOptions & WaitOptions & { payload?: string }) =>
    (await actions()).runTask(id, options),
  );
  return asClientCommand(command, [
    'carillon tasks run ID --wait',
    'carillon tasks run ID --payload \'{"day":"2026-11-30"}\' --wait --json | jq .result',
  ]);
}
