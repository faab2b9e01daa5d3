/** `npm start` and `npm run worker`: installs and builds what is missing, then runs a command of `carillon` in this very process. */
import './require-node.mjs';

// Imported only now: these files use what an old Node cannot read. The signals of the terminal reach one process
// once, as the command line runs in this one and not in a child.
import('./prepare.mjs')
  .then(function (preparation) {
    return preparation.prepareOrExit();
  })
  .then(function (root) {
    process.chdir(root);
    process.argv = [process.argv[0], root + '/apps/cli/dist/main.js'].concat(process.argv.slice(2));
    return import('../apps/cli/dist/main.js');
  });
