import { resolve } from 'node:path';
import { parseVariables } from './load.js';
import { optionalDatabaseVariables, queueVariables, upVariables } from './variables.js';

/** For commands that need the database only. */
export interface DatabaseConfig {
  /** Null: the embedded PostgreSQL of `dataDir`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Absolute. */
  dataDir: string;
  postgresPort: number;
}

/** @throws AppError `config.invalid` */
export function loadDatabaseConfig(): DatabaseConfig {
  const values = parseVariables({ ...optionalDatabaseVariables, ...queueVariables, ...upVariables });
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dataDir: resolve(values.CARILLON_DATA_DIR),
    postgresPort: values.CARILLON_POSTGRES_PORT,
  };
}
