import type { DeliveryOptions, DeliveryOutcome } from '@carillon/domain';
import { noWishes, redactHeaders, redactJsonText, webhookHost } from '@carillon/domain';
import { judgeAssertion } from './assertion.js';
import type { Exchange, Failure } from './exchange.js';
import type { MessageText } from './message-text.js';
import { toMessageText } from './message-text.js';
import { readWishes } from './read-wishes.js';

/** By what a response is judged. */
export interface Expectation {
  /** Of the receiver, for messages. */
  url: string;
  /** Statuses that count as success beside 2xx. */
  successStatus: readonly number[];
  options: Pick<DeliveryOptions, 'assertion' | 'steering'>;
}

/**
 * What an exchange means for its run. Secrets that the receiver sent back by name are taken out. Field by field: this is
 * done for every attempt, and spreading objects into each other would cost more than everything else in it.
 */
export function judgeResponse(exchange: Exchange, expectation: Expectation): DeliveryOutcome {
  const { status, phases } = exchange;
  const responseHeaders = exchange.headers === null ? null : redactHeaders(exchange.headers);
  if (exchange.failure !== null || status === null) {
    const { errorCode, message } = exchange.failure ?? noStatus;
    const text = toMessageText(Buffer.from(message));
    return {
      ok: false,
      httpStatus: status,
      message: text.message,
      messageTruncated: text.messageTruncated,
      errorCode,
      responseHeaders,
      phases,
      wishes: noWishes,
    };
  }
  const failure = faultOf(status, exchange, expectation);
  const { body, bodyComplete } = exchange;
  const response = { ok: failure === null, status, headers: exchange.headers ?? {}, body, bodyComplete };
  const logged = toLogText(exchange);
  const text = failure !== null && failure.message !== '' ? before(failure.message, logged) : logged;
  return {
    ok: failure === null,
    httpStatus: status,
    message: text.message,
    messageTruncated: text.messageTruncated,
    errorCode: failure?.errorCode ?? null,
    responseHeaders,
    phases,
    wishes: readWishes(response, expectation.options, Date.now()),
  };
}

const noStatus: Failure = { errorCode: 'invalid_response', message: 'The response has no status' };

/** Why a complete response is no success, with what its body does not say by itself; null when it is one. */
function faultOf(status: number, exchange: Exchange, expectation: Expectation): Failure | null {
  const { url, successStatus, options } = expectation;
  const isSuccess = (status >= 200 && status < 300) || successStatus.includes(status);
  if (isSuccess) return options.assertion === null ? null : judgeAssertion(options.assertion, exchange);
  const hostAndPort = webhookHost(url);
  const errorCode = `status_${status}` as const;
  if (status >= 300 && status < 400) {
    return { errorCode, message: `${hostAndPort} answered ${status}; redirects are not followed` };
  }
  const message = exchange.body.length === 0 ? `${hostAndPort} answered ${status} without a body` : '';
  return { errorCode, message };
}

/** The body as the log keeps it. */
function toLogText({ body, bodyComplete }: Exchange): MessageText {
  const text = toMessageText(body);
  const message = redactJsonText(text.message);
  const truncated = text.messageTruncated || !bodyComplete;
  // What stands in the place of a value may be longer than the value.
  if (message === text.message) return { message, messageTruncated: truncated };
  const again = toMessageText(Buffer.from(message));
  return { ...again, messageTruncated: again.messageTruncated || truncated };
}

function before(sentence: string, { message, messageTruncated }: MessageText): MessageText {
  if (message === '') return { message: sentence, messageTruncated };
  const text = toMessageText(Buffer.from(`${sentence}\n\n${message}`));
  return { ...text, messageTruncated: text.messageTruncated || messageTruncated };
}
