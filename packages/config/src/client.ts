import { resolve } from 'node:path';
import { parseVariables } from './load.js';
import { localUrl } from './loopback.js';
import { apiVariables, clientVariables, dataVariables, webVariables } from './variables.js';

/** Of commands that ask the API: where it is, and as whom. */
export interface ClientConfig {
  apiUrl: string;
  /** Null: none was given. */
  apiKey: string | null;
  /** Where `carillon up` leaves the key of this machine. Absolute. */
  dataDir: string;
}

/** What says where the API is, for whoever asks it from outside. */
export const apiUrlVariables = {
  CARILLON_API_URL: webVariables.CARILLON_API_URL.unwrap().nullable().default(null),
  CARILLON_API_HOST: apiVariables.CARILLON_API_HOST,
  CARILLON_API_PORT: apiVariables.CARILLON_API_PORT,
};

/** Where it is; unless that is said, where an API of this environment listens. */
export function apiUrlOf(values: ReturnType<typeof parseVariables<typeof apiUrlVariables>>): string {
  return values.CARILLON_API_URL ?? localUrl(values.CARILLON_API_HOST, values.CARILLON_API_PORT);
}

/** @throws AppError `config.invalid` */
export function loadClientConfig(): ClientConfig {
  const values = parseVariables({
    ...apiUrlVariables,
    ...clientVariables,
    CARILLON_DATA_DIR: dataVariables.CARILLON_DATA_DIR,
  });
  return {
    apiUrl: apiUrlOf(values),
    apiKey: values.CARILLON_API_KEY,
    dataDir: resolve(values.CARILLON_DATA_DIR),
  };
}
