import type { SealedSecret, SealedSigningSecret } from '@carillon/domain';
import type { Database } from './connect.js';
import { findSealedSecret } from './secrets.queries.js';
import { findSealedSigningSecret, insertDefaultSigningSecret } from './signing-secrets.queries.js';

/** Where a store of secrets finds its sealed rows. */
export interface SecretRows {
  findSecret: (name: string) => Promise<SealedSecret | null>;
  findSigningSecret: (id: string | null) => Promise<SealedSigningSecret | null>;
  insertDefaultSigningSecret: (secret: SealedSigningSecret) => Promise<void>;
}

export function secretRows(database: Database): SecretRows {
  return {
    findSecret: (name) => findSealedSecret(database, name),
    findSigningSecret: (id) => findSealedSigningSecret(database, id),
    insertDefaultSigningSecret: (secret) => insertDefaultSigningSecret(database, secret),
  };
}
