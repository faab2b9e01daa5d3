import type { Keyring } from '@carillon/secrets';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { HostCookie } from '../auth/host-cookie.js';
import { hostCookie } from '../auth/host-cookie.js';

/** How long somebody may take at the provider. */
const lifetimeMs = 10 * 60_000;

/** The one place where it may be opened. */
const binding = 'cookies/sign_in';

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Where to go afterwards: an address of the dashboard. */
  next: z.string(),
  expiresAtMs: z.number(),
});

/** A sign-in between the way to the provider and the way back. */
type PendingSignIn = z.infer<typeof pendingSchema>;

/** Keeps them with the browser that began them, in a cookie that it can neither read nor make. */
export class PendingSignIns {
  readonly #cookie: HostCookie;

  constructor(
    private readonly keyring: () => Promise<Keyring>,
    frontendUrl: string,
  ) {
    // Who comes back was led here by the provider's page.
    this.#cookie = hostCookie(frontendUrl, { name: 'carillon_sign_in', sameSite: 'lax' });
  }

  /** @returns a Set-Cookie header */
  async keep(pending: Omit<PendingSignIn, 'expiresAtMs'>): Promise<string> {
    const expiresAtMs = Date.now() + lifetimeMs;
    const keyring = await this.keyring();
    const sealed = keyring.seal(JSON.stringify({ ...pending, expiresAtMs }), binding);
    const value = `${sealed.toString('base64url')}.${keyring.sealingKeyId}`;
    return this.#cookie.write(value, new Date(expiresAtMs).toISOString());
  }

  /** What the browser began; null: nothing, not here, or too long ago. */
  async find(request: IncomingMessage): Promise<PendingSignIn | null> {
    const [, sealed, keyId] = /^([\w-]+)\.(.+)$/.exec(this.#cookie.read(request) ?? '') ?? [];
    if (sealed === undefined || keyId === undefined) return null;
    const keyring = await this.keyring();
    try {
      const text = keyring.open(Buffer.from(sealed, 'base64url'), keyId, binding);
      const pending = pendingSchema.parse(JSON.parse(text));
      return pending.expiresAtMs > Date.now() ? pending : null;
    } catch {
      return null;
    }
  }

  /** @returns a Set-Cookie header that forgets it */
  forget(): string {
    return this.#cookie.clear();
  }
}
