/**
 * Writes `db/schema.sql`: what the migrations add up to, for reading and for reviews. It needs no server, as the
 * migrations run in a PostgreSQL inside this process.
 */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { writeOrCheck } from './generated-file.mjs';

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'db', 'migrations');

const head =
  '-- What db/migrations adds up to, less the daily partitions (<table>_YYYYMMDD).\n' +
  '-- Generated: `npm run verify -- --fix` writes it anew.\n';

// Made for the days around the one on which the migrations run.
const dailyPartitions = '*_[0-9]{8}';

await writeOrCheck('db/schema.sql', await dumpSchema());

/** The same on every day and every machine. */
async function dumpSchema() {
  const postgres = await PGlite.create();
  try {
    for (const migration of await readMigrations()) await postgres.exec(migration);
    const dump = await pgDump({
      pg: postgres,
      args: ['--schema-only', '--no-owner', `--exclude-table=${dailyPartitions}`],
    });
    return stable(await dump.text());
  } finally {
    await postgres.close();
  }
}

/** The upward half of every migration, oldest first. */
async function readMigrations() {
  const files = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (name) => {
      const halves = /^-- migrate:up$(.*)^-- migrate:down$/ms.exec(
        await readFile(join(migrationsFolder, name), 'utf8'),
      );
      if (halves === null)
        throw new Error(`db/migrations/${name} lacks its line "-- migrate:up" or "-- migrate:down".`);
      return halves[1];
    }),
  );
}

/** Without what changes from one dump to the next: the programs' versions, and psql's one-time tokens. */
function stable(dump) {
  const lines = dump.split('\n').filter((line) => !/^(-- Dumped (from|by) |\\(un)?restrict )/.test(line));
  return `${head}\n${lines.join('\n').trim()}\n`;
}
