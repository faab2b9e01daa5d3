/**
 * Headers of a task as they are stored: what is a secret by its name is sealed, and opens in no other task and under no
 * other name. All else stands as it was given.
 */
import { isSecretHeader } from '@carillon/domain';
import { taskHeaderBinding } from './bindings.js';
import type { Keyring } from './keyring.js';

type Headers = Record<string, string>;

/** Key, bytes, and in clear text the secrets that the value names: by these they are found to be in use. */
const sealedForm = /^sealed:([\w.-]+):([A-Za-z0-9+/=]+)(?: |$)/;
const namedSecrets = /\{\{ *secret:[^{}]+\}\}/g;

/** @param headers as they are sent; one that is sealed already stays as it is */
export function sealHeaders(keyring: Keyring, taskId: string, headers: Headers): Headers {
  return mapSecrets(headers, (name, value) => {
    if (sealedForm.test(value)) return value;
    const bytes = keyring.seal(value, taskHeaderBinding(taskId, name)).toString('base64');
    return [`sealed:${keyring.sealingKeyId}:${bytes}`, ...(value.match(namedSecrets) ?? [])].join(' ');
  });
}

/**
 * As they are sent. What was stored before headers were sealed is as it was.
 *
 * @throws AppError `secret.unreadable`
 */
export function openHeaders(keyring: Keyring, taskId: string, headers: Headers): Headers {
  return mapSecrets(headers, (name, value) => {
    const [, keyId, bytes] = sealedForm.exec(value) ?? [];
    if (keyId === undefined || bytes === undefined) return value;
    return keyring.open(Buffer.from(bytes, 'base64'), keyId, taskHeaderBinding(taskId, name));
  });
}

/** Whether any of them has to be opened before it is sent. */
export function holdSealed(headers: Headers): boolean {
  for (const name in headers) {
    const value = headers[name]!;
    if (value.startsWith('sealed:') && isSecretHeader(name, value)) return true;
  }
  return false;
}

/** Whether any secret among them is not sealed under this key. */
export function areSealedOtherwise(headers: Headers, keyId: string): boolean {
  return Object.entries(headers).some(
    ([name, value]) => isSecretHeader(name, value) && sealedForm.exec(value)?.[1] !== keyId,
  );
}

function mapSecrets(headers: Headers, map: (name: string, value: string) => string): Headers {
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isSecretHeader(name, value) ? map(name, value) : value]),
  );
}
