import type { AlertAttemptEnd, ClaimedAlert } from '@carillon/db';
import type { SigningKey, WebhookRequest, WebhookSender } from '@carillon/delivery';
import type { AlertDocument, DeliveryOutcome, RetryPolicy } from '@carillon/domain';
import {
  alertChatText,
  alertText,
  AppError,
  backoffDelayMs,
  isPermanentFailure,
  mayRetry,
  newId,
} from '@carillon/domain';
import type { Keyring, SecretStore } from '@carillon/secrets';
import { alertAddressBinding } from '@carillon/secrets';
import type { AlertOutcome } from './alert-outcome.js';
import type { Mailer } from './mailer.js';

export interface AlertDoors {
  sender: WebhookSender;
  secrets: SecretStore<SigningKey>;
  keyring: () => Promise<Keyring>;
  mailer: Mailer;
}

const timeoutMs = 10_000;

/** Twelve attempts take a little more than an hour. */
const retryPolicy: RetryPolicy = {
  strategy: 'exponential',
  baseMs: 5_000,
  maxMs: 900_000,
  jitter: false,
};
const maxRetry = 11;
/** Somebody looks at it: a test says at once what is wrong. */
const maxRetryOfTest = 0;

/**
 * Makes one attempt at a message. Never rejects for what a receiver does: that is the outcome.
 *
 * @param signal ends the attempt early
 */
export async function sendAlert(
  alert: ClaimedAlert,
  doors: AlertDoors,
  signal?: AbortSignal,
): Promise<AlertAttemptEnd> {
  const outcome = await attempt(alert, doors, signal);
  const retries = alert.attempts - 1;
  const triesAgain =
    !outcome.ok && !outcome.isPermanent && mayRetry(retries, alert.isTest ? maxRetryOfTest : maxRetry);
  return {
    id: alert.id,
    fence: alert.fence,
    messageStatus: outcome.ok ? 'sent' : triesAgain ? 'pending' : 'failed',
    httpStatus: outcome.httpStatus,
    outcome: outcome.message,
    backoffMs: triesAgain ? Math.max(backoffDelayMs(retryPolicy, retries), outcome.retryAfterMs ?? 0) : 0,
  };
}

async function attempt(
  alert: ClaimedAlert,
  doors: AlertDoors,
  signal: AbortSignal | undefined,
): Promise<AlertOutcome> {
  try {
    const address = (await doors.keyring()).open(
      alert.sealedAddress,
      alert.encryptionKeyId,
      alertAddressBinding(alert.channelId),
    );
    const document = JSON.parse(alert.body) as AlertDocument;
    if (alert.kind === 'email') return await mail(address, document, doors.mailer);
    return await post(alert, { address, document, signal }, doors);
  } catch (error) {
    // Of the key that opens secrets; a person can repair it, and the message waits for that.
    if (error instanceof AppError) return failed(error.message);
    throw error;
  }
}

function mail(address: string, document: AlertDocument, mailer: Mailer): Promise<AlertOutcome> {
  return mailer.send({
    to: address.split(',').map((part) => part.trim()),
    subject: `[Carillon] ${document.summary}`,
    text: alertText(document),
    messageId: document.id,
  });
}

async function post(
  alert: ClaimedAlert,
  {
    address,
    document,
    signal,
  }: { address: string; document: AlertDocument; signal: AbortSignal | undefined },
  { sender, secrets }: AlertDoors,
): Promise<AlertOutcome> {
  const isChat = alert.kind === 'chat';
  const signingKeys = isChat ? [] : await secrets.signingKeys(alert.signingSecretId);
  if (signingKeys === null) return failed('There is no such signing secret');
  const request: WebhookRequest = {
    url: address,
    method: 'POST',
    headers: {},
    body: isChat ? JSON.stringify({ text: alertChatText(document) }) : alert.body,
    timeoutMs,
    successStatus: [],
    options: null,
    signingKeys,
    // What the receiver answers is kept, and is not to have the address in it.
    secrets: new Map([
      ['address', address],
      ['path', pathOf(address)],
    ]),
    attemptId: newId(),
    runId: alert.id,
    taskId: alert.channelId,
    taskName: document.channel.name,
    trigger: 'api',
    scheduledFor: alert.createdAt,
    attempt: alert.attempts,
    previousOutcome: alert.attempts === 1 ? null : alert.isAfterLoss ? 'unknown' : 'failed',
    timestamp: Math.floor(alert.claimedAtMs / 1_000),
    callback: null,
  };
  return toOutcome(await sender.send(request, signal));
}

/** Servers name the path that they do not know, and with chats the path is the secret. */
function pathOf(address: string): string {
  const { pathname, search, href } = new URL(address);
  return pathname.length + search.length > 1 ? pathname + search : href;
}

const messageLengthMax = 1_000;

function toOutcome({ ok, httpStatus, message, errorCode, wishes }: DeliveryOutcome): AlertOutcome {
  const words = ok && message === '' ? 'Accepted' : message;
  return {
    ok,
    httpStatus,
    message: words.slice(0, messageLengthMax),
    isPermanent: wishes.neverRetry || isPermanentFailure(errorCode),
    retryAfterMs: wishes.retryAfterMs,
  };
}

function failed(message: string): AlertOutcome {
  return { ok: false, httpStatus: null, message, isPermanent: false, retryAfterMs: null };
}
