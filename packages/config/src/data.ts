import { resolve } from 'node:path';
import type { EncryptionKey } from '@carillon/domain';
import type { parseVariables } from './load.js';
import type { dataVariables } from './variables.js';

/** Where data lies, and what seals the secrets among them. */
export interface DataConfig {
  /** Absolute. */
  dataDir: string;
  /** The first one seals. Null: the key file of `dataDir`. */
  encryptionKeys: EncryptionKey[] | null;
}

export function toDataConfig(values: ReturnType<typeof parseVariables<typeof dataVariables>>): DataConfig {
  return { dataDir: resolve(values.CARILLON_DATA_DIR), encryptionKeys: values.CARILLON_ENCRYPTION_KEYS };
}
