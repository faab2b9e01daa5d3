import { Logger } from 'graphile-worker';

/** Passes on errors alone; nobody's log lines are measured. */
export const quietLogger = new Logger(() => (level, message) => {
  if (String(level) === 'error') process.stderr.write(`graphile-worker: ${message}\n`);
});
