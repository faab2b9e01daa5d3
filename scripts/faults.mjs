/** `npm run faults`: prepares, starts servers, and runs the rows of the fault matrix (tests/faults). */
import './require-node.mjs';

import('./run-faults.mjs').then(function (faults) {
  return faults.runFaults(process.argv.slice(2));
});
