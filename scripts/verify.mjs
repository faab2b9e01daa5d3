/** `npm run verify`: every check that needs no server. With `-- --fix`, writes first what a program can write. */
import './require-node.mjs';

import('./run-checks.mjs').then(function (checks) {
  return checks.runChecks(process.argv.slice(2));
});
