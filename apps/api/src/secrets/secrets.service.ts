import type { Pool } from '@carillon/db';
import {
  createSecret,
  deleteSecret,
  findSealedSecret,
  findSecret,
  listSecrets,
  listTasksThatUseSecret,
  replaceSecretValue,
} from '@carillon/db';
import type { Secret } from '@carillon/domain';
import { AppError, newId } from '@carillon/domain';
import type { Keyring } from '@carillon/secrets';
import { secretBinding } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { KEYRING, POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import { requireChangeOf } from '../http/versions.js';
import type { CreateSecretInput, ListSecretsQuery, ReplaceSecretInput } from './secrets.schemas.js';

/** So many tasks are named to whoever cannot delete what they use. */
const namedTasksMax = 3;

/** Named values for templates, authentication and client certificates: they come in and never go out. */
@Injectable()
export class SecretsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(KEYRING) private readonly keyring: () => Promise<Keyring>,
  ) {}

  list(query: ListSecretsQuery): Promise<{ items: Secret[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listSecrets(this.pool, request));
  }

  async get(name: string): Promise<Secret> {
    const secret = await findSecret(this.pool, name);
    if (secret === null) throw secretNotFound();
    return secret;
  }

  async create({ name, value }: CreateSecretInput): Promise<Secret> {
    const id = newId();
    const secret = { id, name, ...(await this.#seal(id, value)) };
    return inChange(this.pool, (transaction) => createSecret(transaction, secret));
  }

  async replace(name: string, { value }: ReplaceSecretInput, version: number | null): Promise<Secret> {
    return inChange(this.pool, async (transaction) => {
      const row = await findSealedSecret(transaction, name);
      const secret =
        row && (await replaceSecretValue(transaction, { id: row.id, ...(await this.#seal(row.id, value)) }));
      if (secret === null) throw secretNotFound();
      requireChangeOf(secret, version);
      return secret;
    });
  }

  async remove(name: string): Promise<void> {
    await inChange(this.pool, async (transaction) => {
      const users = await listTasksThatUseSecret(transaction, name, namedTasksMax + 1);
      if (users.length > 0) throw secretInUse(users);
      if (!(await deleteSecret(transaction, name))) throw secretNotFound();
    });
  }

  async #seal(id: string, value: string) {
    const keyring = await this.keyring();
    return { sealedValue: keyring.seal(value, secretBinding(id)), encryptionKeyId: keyring.sealingKeyId };
  }
}

function secretNotFound(): AppError {
  return new AppError('secret.not_found', 'There is no such secret.');
}

function secretInUse(taskNames: string[]): AppError {
  const named = taskNames.slice(0, namedTasksMax).map((taskName) => `"${taskName}"`);
  const others = taskNames.length > namedTasksMax ? ' and others' : '';
  return new AppError('secret.conflict', `The secret is used by ${named.join(', ')}${others}.`, {
    hint: 'Take it out of these tasks first.',
  });
}
