/**
 * The first thing that runs. It is written so that Node 12 can still read it, because only a file that can be read
 * can say that Node is too old.
 */
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Carillon needs Node 20.19 or newer; this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org/ and start again.',
  );
  process.exit(1);
}
