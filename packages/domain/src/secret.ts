export const signingSecretKinds = ['hmac', 'ed25519'] as const;
export type SigningSecretKind = (typeof signingSecretKinds)[number];

/** The signing secret that is made by itself, for tasks that name none. */
export const defaultSigningSecretName = 'default';

/** A named value that templates, authentication and client certificates use. Its value never leaves the server. */
export interface Secret {
  name: string;
  /** Rises with each change. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What webhooks are signed with. */
export interface SigningSecret {
  id: string;
  name: string;
  kind: SigningSecretKind;
  /** Whether it signs for the tasks that name none. */
  isDefault: boolean;
  /** Until then its predecessor signs as well; null when there is none. */
  previousValidUntil: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A secret as its row holds it, sealed under the key of this id. */
export interface SealedSecret {
  id: string;
  name: string;
  sealedValue: Uint8Array;
  encryptionKeyId: string;
}

export interface SealedSigningSecret {
  id: string;
  name: string;
  kind: SigningSecretKind;
  sealedSecret: Uint8Array;
  sealedPreviousSecret: Uint8Array | null;
  encryptionKeyId: string;
}
