import { resolve } from 'node:path';
import type { z } from 'zod';
import { apiUrlOf, apiUrlVariables } from './client.js';
import type { LogConfig } from './log.js';
import { toLogConfig } from './log.js';
import type { Environment } from './load.js';
import { parseVariables, readEnvironment } from './load.js';
import type { OutboundConfig } from './outbound.js';
import { outboundAndOwnVariables, toOutboundConfig } from './outbound.js';
import { judgeSampleSecrets } from './sample-secrets.js';
import { fileVariables, variableGroups } from './variable-groups.js';
import {
  dataVariables,
  logVariables,
  metricsVariables,
  optionalDatabaseVariables,
  queueVariables,
  signInVariables,
} from './variables.js';

/** One variable, as the processes of this environment see it. */
export interface Setting {
  name: string;
  /** Of a secret only whether it is set. Null: unset, without a default. */
  value: string | null;
  isDefault: boolean;
}

export interface DoctorConfig extends LogConfig, OutboundConfig {
  /** Null: the embedded one of `carillon up`. */
  databaseUrl: string | null;
  redisUrl: string | null;
  apiUrl: string;
  /** Where `carillon up` puts the key with which commands of this machine sign in. */
  dataDir: string;
  settings: Setting[];
}

/** @throws AppError `config.invalid` */
export function loadDoctorConfig(environment: Environment = readEnvironment()): DoctorConfig {
  const everything = Object.assign({}, ...Object.values(variableGroups)) as Record<string, z.ZodType>;
  parseVariables(everything, environment);
  const values = parseVariables(
    {
      ...optionalDatabaseVariables,
      ...queueVariables,
      ...dataVariables,
      ...signInVariables,
      ...metricsVariables,
      ...logVariables,
      ...outboundAndOwnVariables,
      ...apiUrlVariables,
    },
    environment,
  );
  const listensOn = { host: values.CARILLON_API_HOST, variable: 'CARILLON_API_HOST' };
  return {
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    apiUrl: apiUrlOf(values),
    dataDir: resolve(values.CARILLON_DATA_DIR),
    settings: Object.entries(everything).map(([name, schema]) => settingOf(name, { schema, environment })),
    ...toOutboundConfig(values),
    ...toLogConfig(values, judgeSampleSecrets(values, listensOn)),
  };
}

/** What has a password in it, or may; and text that is long. */
const isSecret = (name: string) =>
  fileVariables.includes(name) || ['CARILLON_OUTBOUND_PROXY', 'CARILLON_OUTBOUND_CA'].includes(name);

function settingOf(
  name: string,
  { schema, environment }: { schema: z.ZodType; environment: Environment },
): Setting {
  const given = environment[name] || (environment[`${name}_FILE`] ?? '');
  if (isSecret(name)) return { name, value: given === '' ? 'unset' : 'set', isDefault: given === '' };
  if (given !== '') return { name, value: given, isDefault: false };
  const fallback = schema.safeParse(undefined).data as string | number | string[] | null | undefined;
  return {
    name,
    value: fallback === null || fallback === undefined ? null : String(fallback),
    isDefault: true,
  };
}
