import { loadUpConfig } from '@carillon/config';
import pc from 'picocolors';
import { builtScripts } from './children.js';
import { runUp } from './run-up.js';
import { StopRequest } from './stop-request.js';

/** What the command line may set beside the environment. */
export interface UpOverrides {
  dev?: boolean;
}

/** The process: from the environment to everything at work, until it is told to stop. Ends the process itself. */
export async function runUpProcess({ dev = false }: UpOverrides = {}): Promise<void> {
  const config = loadUpConfig();
  // picocolors also counts CI as a terminal; a file full of escape codes helps nobody.
  const colours = process.stdout.isTTY && pc.isColorSupported ? pc : null;
  // Who reads the output may leave (`npm start | head`); the work goes on.
  process.stdout.on('error', () => undefined);
  const code = await runUp({
    config,
    dev,
    stop: new StopRequest(),
    scripts: builtScripts,
    colours,
    bold: colours?.bold ?? ((text) => text),
    write: (text) => process.stdout.write(text),
  });
  // All is stopped; after a stop that was cut short something may still hold the event loop. The last line first.
  process.stdout.write('', () => process.exit(code));
}
