import type { Pool } from '@carillon/db';
import { createApiKey, listApiKeys, revokeApiKey } from '@carillon/db';
import type { ApiKey } from '@carillon/domain';
import { AppError, makeApiKey, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import type { Principal } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';
import { POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import { invalidField } from '../http/problem.js';
import type { CreateApiKeyInput, ListApiKeysQuery } from './api-keys.schemas.js';

type ShownApiKey = Omit<ApiKey, 'revokedAt'>;

/** Keys for programs. Everybody has their own, administrators end everybody's. */
@Injectable()
export class ApiKeysService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(
    principal: Principal,
    query: ListApiKeysQuery,
  ): Promise<{ items: ShownApiKey[]; nextCursor: string | null }> {
    const ownerId = reachOf(principal);
    const page = await answerPage(query, (request) => listApiKeys(this.pool, { ownerId, ...request }));
    return { ...page, items: page.items.map(toShown) };
  }

  /** @throws AppError `auth.forbidden` when the key would be more than its maker */
  async create(
    principal: Principal,
    { name, role, scopes, expiresAt }: CreateApiKeyInput,
  ): Promise<ShownApiKey & { key: string }> {
    requireMaker(principal);
    if (!mayAct(principal, role)) {
      throw new AppError('auth.forbidden', `A key has at most the role of its owner, ${principal.role}.`);
    }
    if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
      throw invalidField('expiresAt', 'must be in the future');
    }
    const { text, prefix, hash } = makeApiKey();
    const { userId } = principal;
    const key = { id: newId(), userId, name, prefix, keyHash: hash, role, scopes, expiresAt };
    const made = await inChange(this.pool, (transaction) => createApiKey(transaction, key));
    return { ...toShown(made), key: text };
  }

  async remove(principal: Principal, id: string): Promise<void> {
    await inChange(this.pool, async (transaction) => {
      if (await revokeApiKey(transaction, { id, ownerId: reachOf(principal) })) return;
      throw new AppError('api_key.not_found', 'There is no such API key.');
    });
  }
}

/** Whose keys somebody sees and ends; undefined: everybody's. */
function reachOf({ role, userId }: Principal): string | null | undefined {
  return role === 'admin' ? undefined : userId;
}

/** A key that makes keys would outlive its end; but for the machine's own, which whoever holds the machine has anyway. */
function requireMaker({ kind, userId, scopes, expiresAtMs }: Principal): void {
  if (kind !== 'api_key') return;
  if (userId === null && scopes === null && expiresAtMs === null) return;
  throw new AppError('auth.forbidden', 'API keys are made after a sign-in, not with another key.');
}

function toShown({ revokedAt: _, ...key }: ApiKey): ShownApiKey {
  return key;
}
