/** `npm test`: prepares, starts the servers that tests use, runs Jest, and ends with the counts. */
import './require-node.mjs';

import('./run-tests.mjs').then(function (tests) {
  return tests.runTests(process.argv.slice(2));
});
