import type { SealedSecret, SealedSigningSecret } from '@carillon/domain';
import { defaultSigningSecretName, newId } from '@carillon/domain';
import { previousSigningSecretBinding, secretBinding, signingSecretBinding } from './bindings.js';
import { BriefCache } from './brief-cache.js';
import { holdSealed, openHeaders } from './headers.js';
import type { Keyring } from './keyring.js';

/** Where the rows are, and how the sender wants its keys. */
export interface SecretStoreDoors<Key> {
  keyring: () => Promise<Keyring>;
  findSecret: (name: string) => Promise<SealedSecret | null>;
  /** Null for the id: the default one. The previous secret is in it only while it is valid. */
  findSigningSecret: (id: string | null) => Promise<SealedSigningSecret | null>;
  /** Does nothing when there is a default already. */
  insertDefaultSigningSecret: (secret: SealedSigningSecret) => Promise<void>;
  /** The text of a new HMAC secret, `whsec_…`. */
  newHmacSecret: () => string;
  /** Parses a secret's text once, so that each run only signs. */
  toSigningKey: (text: string) => Key;
  /** Milliseconds; default the process's own clock. */
  now?: () => number;
}

/** How long a change of a secret may take to reach the sender. */
const keepMs = 5_000;

/**
 * The secrets that runs need, opened and at hand: a run whose secrets were used a moment ago costs no query. What is
 * opened stays in memory and is never logged.
 */
export class SecretStore<Key> {
  readonly #signingKeys: BriefCache<readonly Key[] | null>;
  readonly #secrets: BriefCache<string | null>;

  constructor(private readonly doors: SecretStoreDoors<Key>) {
    const now = doors.now ?? (() => performance.now());
    this.#signingKeys = new BriefCache(keepMs, now);
    this.#secrets = new BriefCache(keepMs, now);
  }

  /**
   * What to sign with: the current secret, and behind it the previous one while both are valid.
   *
   * @param id of the signing secret; null: the default one, which is made at its first use
   * @returns null when there is no such signing secret
   * @throws AppError `secret.unreadable`, `config.invalid`
   */
  signingKeys(id: string | null): Promise<readonly Key[] | null> {
    return this.#signingKeys.get(id ?? '', () => this.#loadSigningKeys(id));
  }

  /**
   * The value of a named secret; null when there is none.
   *
   * @throws AppError `secret.unreadable`, `config.invalid`
   */
  secret(name: string): Promise<string | null> {
    return this.#secrets.get(name, () => this.#loadSecret(name));
  }

  /**
   * The headers of a task as they are sent.
   *
   * @param headers as they are stored
   * @throws AppError `secret.unreadable`, `config.invalid`
   */
  async headers(taskId: string, headers: Record<string, string>): Promise<Record<string, string>> {
    return holdSealed(headers) ? openHeaders(await this.doors.keyring(), taskId, headers) : headers;
  }

  async #loadSigningKeys(id: string | null): Promise<readonly Key[] | null> {
    const row =
      (await this.doors.findSigningSecret(id)) ??
      (id === null ? await this.#makeDefaultSigningSecret() : null);
    if (row === null) return null;
    const { sealedSecret, sealedPreviousSecret, encryptionKeyId } = row;
    const keyring = await this.doors.keyring();
    const texts = [keyring.open(sealedSecret, encryptionKeyId, signingSecretBinding(row.id))];
    if (sealedPreviousSecret !== null) {
      texts.push(keyring.open(sealedPreviousSecret, encryptionKeyId, previousSigningSecretBinding(row.id)));
    }
    return texts.map(this.doors.toSigningKey);
  }

  /** Several processes may do so at once: one row stays, and each of them reads that one. */
  async #makeDefaultSigningSecret(): Promise<SealedSigningSecret | null> {
    const { keyring, newHmacSecret, insertDefaultSigningSecret, findSigningSecret } = this.doors;
    const ring = await keyring();
    const id = newId();
    await insertDefaultSigningSecret({
      id,
      name: defaultSigningSecretName,
      kind: 'hmac',
      sealedSecret: ring.seal(newHmacSecret(), signingSecretBinding(id)),
      sealedPreviousSecret: null,
      encryptionKeyId: ring.sealingKeyId,
    });
    return findSigningSecret(null);
  }

  async #loadSecret(name: string): Promise<string | null> {
    const row = await this.doors.findSecret(name);
    if (row === null) return null;
    const keyring = await this.doors.keyring();
    return keyring.open(row.sealedValue, row.encryptionKeyId, secretBinding(row.id));
  }
}
