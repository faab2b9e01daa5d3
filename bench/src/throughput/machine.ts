import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import { spawnSync } from 'node:child_process';
import type { Pool } from '@carillon/db';

/** Where the figures were taken, and with which programs. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgresql: string;
  /** The durability settings that were in force. */
  postgresqlSettings: Record<string, string>;
  redis: string | null;
  packages: Record<string, string>;
}

export async function describeMachine(admin: Pool, packageNames: readonly string[]): Promise<Machine> {
  const { rows } = await admin.query<{ name: string; setting: string }>(
    `select name, current_setting(name) as setting from pg_settings
     where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')
     order by name`,
  );
  const { server_version: postgresql = '', ...postgresqlSettings } = Object.fromEntries(
    rows.map(({ name, setting }) => [name, setting]),
  );
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string =>
    (require(`${name}/package.json`) as { version: string }).version;
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    postgresql,
    postgresqlSettings,
    redis:
      /v=(\S+)/.exec(spawnSync('redis-server', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ??
      null,
    packages: Object.fromEntries(packageNames.map((name) => [name, versionOf(name)])),
  };
}
