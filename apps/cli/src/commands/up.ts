import { loadUpConfig } from '@carillon/config';
import { Command } from 'commander';
import pc from 'picocolors';
import { builtScripts } from '../up/children.js';
import { runUp } from '../up/run-up.js';
import { StopRequest } from '../up/stop-request.js';

/** `carillon up`: everything on one machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description('Run everything on this machine: database, API, publisher, listener and dummy webhook.')
    .action(async () => {
      const config = loadUpConfig();
      // picocolors also counts CI as a terminal; a file full of escape codes helps nobody.
      const colours = process.stdout.isTTY && pc.isColorSupported ? pc : null;
      // Who reads the output may leave (`npm start | head`); the work goes on.
      process.stdout.on('error', () => undefined);
      const code = await runUp({
        config,
        stop: new StopRequest(),
        scripts: builtScripts,
        colours,
        bold: colours?.bold ?? ((text) => text),
        write: (text) => process.stdout.write(text),
      });
      // All is stopped; after a stop that was cut short something may still hold the event loop. The last line first.
      process.stdout.write('', () => process.exit(code));
    });
}
