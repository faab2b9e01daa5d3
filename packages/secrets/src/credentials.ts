import type { DeliveryOptions } from '@carillon/domain';
import { AppError, secretNamesOf } from '@carillon/domain';
import type { SecretStore } from './secret-store.js';

/** What a request is made of, as far as it may name secrets. */
export interface NamesSecrets {
  /** Whose headers they are; null: of no task, and none of them is sealed. */
  taskId: string | null;
  signingSecretId: string | null;
  deliveryOptions: DeliveryOptions | null;
  webhookUrl: string;
  /** As they are stored. */
  httpHeaders: Record<string, string>;
  /** The payload as JSON text. */
  body: string;
}

/** What a request is signed with, and the secrets that it names. */
export interface Credentials<Key> {
  signingKeys: readonly Key[];
  /** As they are sent, placeholders apart. */
  headers: Record<string, string>;
  /** By name; one that does not exist is missing. */
  secrets: ReadonlyMap<string, string>;
}

const noSecrets: ReadonlyMap<string, string> = new Map();

/**
 * Reads them from memory, nearly always. That they cannot be opened is the outcome of the attempt: there is nothing
 * to send without them.
 *
 * @throws Error of a PostgreSQL that does not answer
 */
export async function readCredentials<Key>(
  request: NamesSecrets,
  store: SecretStore<Key>,
): Promise<Credentials<Key> | { failure: { errorCode: 'secret_missing'; message: string } }> {
  try {
    const signingKeys = await store.signingKeys(request.signingSecretId);
    if (signingKeys === null) return missing('There is no such signing secret');
    const { taskId, httpHeaders } = request;
    const headers = taskId === null ? httpHeaders : await store.headers(taskId, httpHeaders);
    return { signingKeys, headers, secrets: await readSecrets({ ...request, headers }, store) };
  } catch (error) {
    if (error instanceof AppError) return missing(error.message);
    throw error;
  }
}

function missing(message: string): { failure: { errorCode: 'secret_missing'; message: string } } {
  return { failure: { errorCode: 'secret_missing', message } };
}

async function readSecrets<Key>(
  { deliveryOptions, webhookUrl, headers, body }: NamesSecrets & Pick<Credentials<Key>, 'headers'>,
  store: SecretStore<Key>,
): Promise<ReadonlyMap<string, string>> {
  if (deliveryOptions === null) return noSecrets;
  const names = secretNamesOf(deliveryOptions, { url: webhookUrl, headers, payloadText: body });
  const secrets = new Map<string, string>();
  await Promise.all(
    names.map(async (name) => {
      const value = await store.secret(name);
      if (value !== null) secrets.set(name, value);
    }),
  );
  return secrets;
}
