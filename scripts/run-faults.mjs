/** Runs the rows of the fault matrix against servers of its own, which are stopped whatever happens. */
import { prepareOrExit } from './prepare.mjs';
import { registerTypeScript } from './typescript-loader.mjs';

export async function runFaults(args) {
  process.chdir(await prepareOrExit());
  // Imported only now: it uses what the preparation has built.
  const { startTestServices } = await import('./test-services.mjs');
  const services = await startTestServices();
  const stopAndEnd = async (signal) => {
    await services.stop();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAndEnd(signal));
  try {
    for (const note of services.notes) console.log(note);
    Object.assign(process.env, services.env);
    registerTypeScript();
    const { main } = await import('../tests/faults/main.ts');
    process.exitCode = await main(args);
  } finally {
    await services.stop();
  }
  // At once: what a failed row has left behind must not keep the process alive.
  process.exit();
}
