import type { SigningKey } from '@carillon/delivery';
import { signWebhook } from '@carillon/delivery';
import { AppError } from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import type { Received, SignatureVerdict } from './inspector.schemas.js';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The task that a request says it is of; null when it says none. */
export function taskIdOf({ headers }: Pick<Received, 'headers'>): string | null {
  return uuidOf(headers['carillon-task-id']);
}

/** The run of which it is an attempt; null when Carillon gave it no id. */
export function runIdOf({ webhookId }: Pick<Received, 'webhookId'>): string | null {
  return uuidOf(webhookId);
}

function uuidOf(id: string | null | undefined): string | null {
  return id != null && uuid.test(id) ? id : null;
}

/**
 * Whether what was received bears a signature of its task's secret. An old request is judged by the secret of today.
 *
 * @param secretIds what the tasks sign with, by their ids
 */
export async function judgeSignature(
  received: Received,
  secretIds: ReadonlyMap<string, string | null>,
  secrets: SecretStore<SigningKey>,
): Promise<SignatureVerdict> {
  const { headers, body, bodyLength } = received;
  const borne = headers['webhook-signature'];
  if (borne === undefined) return 'none';
  const [id, timestamp, taskId] = [headers['webhook-id'], headers['webhook-timestamp'], taskIdOf(received)];
  if (id === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return 'invalid';
  const secretId = taskId === null ? undefined : secretIds.get(taskId);
  if (secretId === undefined || body.length < bodyLength) return 'unknown';
  const keys = await keysOf(secretId, secrets);
  if (keys === null) return 'unknown';
  const expected = signWebhook(keys, { id, timestampS: Number(timestamp), body }).split(' ');
  return borne.split(' ').some((signature) => expected.includes(signature)) ? 'valid' : 'invalid';
}

async function keysOf(secretId: string | null, secrets: SecretStore<SigningKey>) {
  try {
    return await secrets.signingKeys(secretId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
