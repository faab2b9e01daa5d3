import type { Method } from '@carillon/client';
import { Argument, Command } from 'commander';
import type { ConnectionOptions } from '../client/connect.js';
import { withConnection, withExamples } from './client-command.js';

/** `carillon api`: any request, for what has no command of its own. */
export function apiCommand(): Command {
  const command = new Command('api')
    .description('Send any request to the API, and print what it answers. /api/docs lists what there is.')
    .addArgument(new Argument('<method>').choices(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']))
    .argument('<path>', 'with its query, such as /api/lanes?limit=5')
    .option('-d, --data <json>', 'the body: JSON, @file, or - for stdin')
    .action(async (method: Method, path: string, options: ConnectionOptions & { data?: string }) =>
      (await import('../client/call-api.js')).callApi(method, path, options),
    );
  return withExamples(withConnection(command), [
    'carillon api GET /api/lanes',
    'carillon api POST /api/lanes/mail/pause -d \'{"reason":"The server moves"}\'',
    'carillon api GET /api/exports/tasks.csv > tasks.csv',
  ]);
}
