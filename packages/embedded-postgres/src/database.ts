/** The first words with a fresh server: is it ready, and do the application's role and database exist? */
import pg from 'pg';
import type { Passwords } from './cluster.js';

export interface ServerAddress {
  host: string;
  port: number;
}

/** Owns its database and may create others, and is no superuser: it reads no files and runs no programs. */
const applicationRole = 'carillon';

function databaseUrl(address: ServerAddress, role: string, password: string, database: string): string {
  return `postgres://${role}:${password}@${address.host}:${address.port}/${encodeURIComponent(database)}`;
}

export const adminUrl = (address: ServerAddress, passwords: Passwords) =>
  databaseUrl(address, 'postgres', passwords.superuser, 'postgres');

export const applicationUrl = (address: ServerAddress, passwords: Passwords, database: string) =>
  databaseUrl(address, applicationRole, passwords.application, database);

/** Connects once. @returns null when the server answered, else its error's SQLSTATE or system code */
export async function askWhetherReady(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes role and database where they are missing. @returns whether the database was made by this call */
export async function ensureDatabase(url: string, database: string, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const roles = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
    const role = client.escapeIdentifier(applicationRole);
    if (roles.rowCount === 0) {
      await client.query(`create role ${role} login createdb password ${client.escapeLiteral(password)}`);
    }
    const databases = await client.query('select from pg_database where datname = $1', [database]);
    if (databases.rowCount !== 0) return false;
    await client.query(`create database ${client.escapeIdentifier(database)} owner ${role}`);
    return true;
  } finally {
    await client.end();
  }
}
