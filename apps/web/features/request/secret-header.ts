/** What the API shows in place of a secret; sent back, it keeps what is stored. */
export const hiddenSecret = '[redacted]';

/** Whether the value of a header of this name is a secret, which the API seals. */
export function isSecretName(name: string): boolean {
  return /authoriz?ation|cookie|token|secret|passw|passphrase|(api|access|private)[-_]?key|signature|credential|session[-_]?id/i.test(
    name,
  );
}
