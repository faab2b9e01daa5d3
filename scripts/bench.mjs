/** `npm run bench -- <name>`: prepares, then measures. */
import './require-node.mjs';

import('./prepare.mjs')
  .then(function (preparation) {
    return preparation.prepareOrExit();
  })
  .then(function (root) {
    process.argv = [process.argv[0], root + '/bench/dist/main.js'].concat(process.argv.slice(2));
    return import('../bench/dist/main.js');
  });
