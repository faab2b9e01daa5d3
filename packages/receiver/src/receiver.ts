/**
 * What holds if the process dies at any line: the id of a delivery that is being handled is free again when its lease
 * has passed, and Carillon, which got no answer, tries again. Work may be done twice then, and is never lost.
 */
import { randomUUID } from 'node:crypto';
import type { Answer, Work } from './answers.js';
import { answer, done } from './answers.js';
import type { Delivery } from './delivery.js';
import { parseDelivery } from './delivery.js';
import type { HeaderSource } from './headers.js';
import type { Run, RunOptions } from './run.js';
import { createRun, messageOf } from './run.js';
import type { SeenStore } from './seen-store.js';
import { MemorySeenStore } from './seen-store.js';
import type { VerifierOptions } from './signature.js';
import { createVerifier } from './signature.js';

export interface ReceiverOptions extends VerifierOptions, Omit<RunOptions, 'seen'> {
  /** As Carillon shows them: `whsec_…`, or `whpk_…` for a public key; several while one is being replaced. */
  secrets: string | readonly string[];
  /** Where handled ids are remembered; in memory unless told, which is right for one process. */
  seen?: SeenStore;
  /** When a handler that has not come back is taken for dead. 15 minutes unless told. */
  leaseMs?: number;
  /** A longer body is answered 413, unread. 1 MiB unless told. */
  bodyBytesMax?: number;
  /** The origins that may be called back, as `https://carillon.example`: the signature does not cover headers. Any unless told. */
  callbackOrigins?: readonly string[];
  /** Told of what a handler, its work or the store threw. Carillon's log holds the message of a handler's in any case. */
  onError?: (error: unknown, delivery: Delivery) => void;
}

export type Handler = (delivery: Delivery, run: Run) => Answer | void | Promise<Answer | void>;

/** A request with its body exactly as it came: one that was parsed and written again is signed no more. */
export interface RawRequest {
  headers: HeaderSource;
  body: Uint8Array;
}

/** Verifies, dedupes, reads, hands over, answers. */
export class Receiver {
  readonly bodyBytesMax: number;
  readonly #options: ReceiverOptions;
  readonly #handler: Handler;
  readonly #verify: ReturnType<typeof createVerifier>;
  readonly #seen: SeenStore;

  /** @throws Error when a secret is missing or malformed */
  constructor(options: ReceiverOptions, handler: Handler) {
    this.#options = options;
    this.#handler = handler;
    this.#verify = createVerifier(options.secrets, options);
    this.#seen = options.seen ?? new MemorySeenStore();
    this.bodyBytesMax = options.bodyBytesMax ?? 1_048_576;
  }

  async receive(request: RawRequest): Promise<Answer> {
    const verification = this.#verify(request.headers, request.body);
    if (!verification.ok) return answer(401, { error: verification.reason });
    const { id } = verification;
    const claim = randomUUID();
    const delivery = parseDelivery(request, { id, claim });
    if ('fault' in delivery) return answer(400, { error: delivery.fault });
    if (!this.#mayCallBack(delivery)) return answer(400, { error: 'The call-back URL is not allowed' });
    try {
      const state = await this.#seen.claim(id, claim, this.#options.leaseMs ?? 15 * 60_000);
      if (state === 'done') return answer(200, { duplicate: true });
      if (state === 'in_progress') return answer(409, { error: 'in_progress' });
    } catch (error) {
      return this.#failed(error, delivery);
    }
    return this.#handle(delivery, claim);
  }

  #mayCallBack({ callback }: Delivery): boolean {
    if (callback === null) return true;
    const url = readUrl(callback.url);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return false;
    return this.#options.callbackOrigins?.includes(url.origin) ?? true;
  }

  async #handle(delivery: Delivery, claim: string): Promise<Answer> {
    const run = createRun(delivery.callback, { ...this.#options, seen: this.#seen });
    let reply: Answer;
    try {
      reply = (await this.#handler(delivery, run)) ?? done();
      if (reply.work && delivery.callback === null)
        throw new Error('later(): the delivery offers no call-back');
    } catch (error) {
      reply = this.#failed(error, delivery);
    }
    try {
      await this.#settle(reply, delivery.id, claim);
    } catch (error) {
      // What was done is done: the answer tells so, although the store does not know.
      this.#tell(error, delivery);
    }
    const start = reply.work?.start;
    // The answer leaves first.
    if (start) setImmediate(() => void this.#work(start, run, delivery));
    return reply;
  }

  #settle({ status, work }: Answer, id: string, claim: string): Promise<void> {
    if (work) return this.#seen.extend(id, claim, work.withinMs);
    return status >= 200 && status < 300 ? this.#seen.finish(id, claim) : this.#seen.release(id, claim);
  }

  async #work(work: Work, run: Run, delivery: Delivery): Promise<void> {
    try {
      try {
        const result = await work(run);
        if (!run.ended) await run.complete(result ?? {});
      } catch (error) {
        if (run.ended) throw error;
        this.#tell(error, delivery);
        await run.fail(error);
      }
    } catch (error) {
      this.#tell(error, delivery);
    }
  }

  #failed(error: unknown, delivery: Delivery): Answer {
    this.#tell(error, delivery);
    return answer(500, { error: messageOf(error) });
  }

  #tell(error: unknown, delivery: Delivery): void {
    this.#options.onError?.(error, delivery);
  }
}

/** Not by `URL.canParse`: in Node 20 it refuses Latin-1 once it is hot. */
function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
