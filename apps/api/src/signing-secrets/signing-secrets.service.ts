import type { Database, ListedSigningSecret, Pool } from '@carillon/db';
import {
  createSigningSecret,
  deleteSigningSecret,
  findSealedSigningSecret,
  listSigningSecrets,
  lockSealedSigningSecret,
  rotateSigningSecret,
  setDefaultSigningSecret,
  violatedConstraint,
} from '@carillon/db';
import { newEd25519Secret, newHmacSecret, publicKeyOf, signingKeyOf } from '@carillon/delivery';
import type { SigningSecret, SigningSecretKind } from '@carillon/domain';
import { AppError, newId } from '@carillon/domain';
import type { Keyring } from '@carillon/secrets';
import { previousSigningSecretBinding, signingSecretBinding } from '@carillon/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { KEYRING, POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import type {
  CreateSigningSecretInput,
  ListSigningSecretsQuery,
  RotateSigningSecretInput,
} from './signing-secrets.schemas.js';

export type SigningSecretView = SigningSecret & { publicKey: string | null };

/** The secret's text is shown to whoever made it, once, and to an administrator who asks for it. */
export type NewSigningSecretView = SigningSecretView & { secret: string };

const hourMs = 3_600_000;

/** Who signs with one, by the constraint that keeps it. */
const users: Record<string, { one: string; all: string }> = {
  tasks_signing_secret_id_fkey: { one: 'a task', all: 'its tasks' },
  alert_channels_signing_secret_id_fkey: { one: 'an alert channel', all: 'its alert channels' },
};

const newSecretText: Record<SigningSecretKind, () => string> = {
  hmac: newHmacSecret,
  ed25519: newEd25519Secret,
};

/** What webhooks are signed with: made, rotated, handed to receivers. */
@Injectable()
export class SigningSecretsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(KEYRING) private readonly keyring: () => Promise<Keyring>,
  ) {}

  async list(
    query: ListSigningSecretsQuery,
  ): Promise<{ items: SigningSecretView[]; nextCursor: string | null }> {
    const page = await answerPage(query, (request) => listSigningSecrets(this.pool, request));
    return { ...page, items: await Promise.all(page.items.map((row) => this.#view(row))) };
  }

  async create({ name, kind = 'hmac', secret }: CreateSigningSecretInput): Promise<NewSigningSecretView> {
    const text = secret ?? newSecretText[kind]();
    const keyring = await this.keyring();
    const id = newId();
    const sealed = {
      id,
      name,
      kind: signingKeyOf(text).kind,
      sealedSecret: keyring.seal(text, signingSecretBinding(id)),
      sealedPreviousSecret: null,
      encryptionKeyId: keyring.sealingKeyId,
    };
    const row = await inChange(this.pool, (transaction) => createSigningSecret(transaction, sealed));
    return { ...(await this.#view(row)), secret: text };
  }

  /** Changes nothing, but who was shown it is on record. */
  reveal(id: string): Promise<{ secret: string }> {
    return inChange(this.pool, async (transaction) => {
      const row = await findSealedSigningSecret(transaction, id);
      if (row === null) throw signingSecretNotFound();
      return { secret: await this.#open(row) };
    });
  }

  async rotate(id: string, { overlapHours }: RotateSigningSecretInput): Promise<NewSigningSecretView> {
    const keyring = await this.keyring();
    return inChange(this.pool, async (transaction) => {
      const row = await lockSealedSigningSecret(transaction, id);
      if (row === null) throw signingSecretNotFound();
      const text = newSecretText[row.kind]();
      const previous = overlapHours === 0 ? null : await this.#open(row);
      const rotated = await rotateSigningSecret(
        transaction,
        {
          id,
          sealedSecret: keyring.seal(text, signingSecretBinding(id)),
          sealedPreviousSecret:
            previous === null ? null : keyring.seal(previous, previousSigningSecretBinding(id)),
          encryptionKeyId: keyring.sealingKeyId,
        },
        overlapHours * hourMs,
      );
      return { ...(await this.#view(rotated)), secret: text };
    });
  }

  async makeDefault(id: string): Promise<SigningSecretView> {
    const row = await inChange(this.pool, async (transaction) => {
      const made = await setDefaultSigningSecret(transaction, id);
      if (made === null) throw signingSecretNotFound();
      return made;
    });
    return this.#view(row);
  }

  async remove(id: string): Promise<void> {
    await inChange(this.pool, (transaction) => deleteUnused(transaction, id)).catch((cause: unknown) => {
      const user = users[violatedConstraint(cause) ?? ''];
      if (user === undefined) throw cause;
      throw new AppError('secret.conflict', `The signing secret is used by ${user.one}.`, {
        cause,
        hint: `Give ${user.all} another signingSecretId first, or null for the default one.`,
      });
    });
  }

  async #view(row: ListedSigningSecret): Promise<SigningSecretView> {
    const { sealedSecret: _, encryptionKeyId: __, ...entry } = row;
    return { ...entry, publicKey: entry.kind === 'hmac' ? null : await this.#publicKey(row) };
  }

  /** Null for one that cannot be read any more: it is listed all the same, or nobody could find and delete it. */
  async #publicKey(row: ListedSigningSecret): Promise<string | null> {
    try {
      return publicKeyOf(signingKeyOf(await this.#open(row)));
    } catch (error) {
      if (error instanceof AppError && error.code === 'secret.unreadable') return null;
      throw error;
    }
  }

  async #open({
    id,
    sealedSecret,
    encryptionKeyId,
  }: Pick<ListedSigningSecret, 'id' | 'sealedSecret' | 'encryptionKeyId'>): Promise<string> {
    return (await this.keyring()).open(sealedSecret, encryptionKeyId, signingSecretBinding(id));
  }
}

async function deleteUnused(transaction: Database, id: string): Promise<void> {
  const result = await deleteSigningSecret(transaction, id);
  if (result === 'missing') throw signingSecretNotFound();
  if (result === 'default') {
    throw new AppError('secret.conflict', 'The default signing secret cannot be deleted.', {
      hint: 'Make another one the default first.',
    });
  }
}

function signingSecretNotFound(): AppError {
  return new AppError('secret.not_found', 'There is no such signing secret.');
}
