import type { DataConfig } from './data.js';
import { toDataConfig } from './data.js';
import { parseVariables } from './load.js';
import { dataVariables, optionalDatabaseVariables, queueVariables, upVariables } from './variables.js';

/** For commands that need the database only. */
export interface DatabaseConfig extends DataConfig {
  /** Null: the embedded PostgreSQL of `dataDir`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  postgresPort: number;
}

/** @throws AppError `config.invalid` */
export function loadDatabaseConfig(): DatabaseConfig {
  const values = parseVariables({
    ...optionalDatabaseVariables,
    ...queueVariables,
    ...dataVariables,
    ...upVariables,
  });
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    postgresPort: values.CARILLON_POSTGRES_PORT,
    ...toDataConfig(values),
  };
}
