/** The fault matrix where everything is built and the environment names the servers; see run-faults.mjs for the rest. */
import { registerTypeScript } from './typescript-loader.mjs';

registerTypeScript();
const { main } = await import('../tests/faults/main.ts');
// At once: a stack that a failed row has left behind must not keep the process alive.
process.exit(await main(process.argv.slice(2)));
