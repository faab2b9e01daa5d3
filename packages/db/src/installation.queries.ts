import type { Database } from './connect.js';

/** The id of this installation, made once with its database and restored with its backups. */
export async function findInstallationId(database: Database): Promise<string> {
  const { rows } = await database.query<{ id: string }>({ text: 'select id from installation' });
  return rows[0]!.id;
}

/** Writes, and changes nothing: a replica, a read-only server and a full disk answer questions as ever. */
export async function probeWrite(database: Database): Promise<void> {
  await database.query({ text: 'update installation set created_at = created_at' });
}

/** The version of the zone data by which the instants of the tasks were computed; null when that was never noted. */
export async function findZoneDataVersion(database: Database): Promise<string | null> {
  const { rows } = await database.query<{ version: string | null }>({
    text: 'select tz_version as version from installation',
  });
  return rows[0]!.version;
}

/** Notes the version of the zone data, unless that of a newer one is there. */
export async function noteZoneDataVersion(database: Database, version: string): Promise<void> {
  await database.query({
    text: 'update installation set tz_version = $1 where tz_version is null or tz_version < $1 collate "C"',
    values: [version],
  });
}
