/** `npm run screenshots`: the pictures of the documentation, taken of a dashboard of its own that is filled for them. */
import './require-node.mjs';

const { prepareOrExit } = await import('./prepare.mjs');
process.chdir(await prepareOrExit());
// Imported only now: it uses what the preparation has installed and built.
const { takeScreenshots } = await import('./take-screenshots.mjs');
await takeScreenshots('docs/screenshots');
