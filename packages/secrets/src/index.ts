export * from './bindings.js';
export { readCredentials } from './credentials.js';
export type { Credentials, NamesSecrets } from './credentials.js';
export { createKeyring } from './keyring.js';
export type { Keyring } from './keyring.js';
export { lazyKeyring, loadKeyring, newEncryptionKey } from './load-keyring.js';
export type { KeySource } from './load-keyring.js';
export { SecretStore } from './secret-store.js';
export type { SecretStoreDoors } from './secret-store.js';
