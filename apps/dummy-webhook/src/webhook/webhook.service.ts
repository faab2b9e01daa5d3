import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { parseInput } from '../parse-input.js';
import { SettingsService } from '../settings/settings.service.js';
import type { Answer, IncomingCall, ReceivedCall, Stats } from './webhook.schemas.js';
import { overrideSchema } from './webhook.schemas.js';

export const callLogger = Symbol('callLogger');

/** How many calls `GET /requests` goes back. */
const keptCalls = 100;
/** As much of a body is logged and listed, in characters. */
const shownBodyMax = 16_384;
const shownHeader = /^(webhook-|carillon-|content-type$|user-agent$|traceparent$)/;

@Injectable()
export class WebhookService {
  #stats: Stats = { count: 0, position: 0, failed: 0, succeeded: 0 };
  #received: ReceivedCall[] = [];

  constructor(
    private readonly settings: SettingsService,
    @Inject(callLogger) private readonly logger: Logger,
  ) {}

  /**
   * Counts a call on arrival, logs it and answers it after its latency.
   *
   * @throws AppError `request.invalid` when the override in the query is not valid; such a call is not counted
   */
  async answer(call: IncomingCall): Promise<Answer> {
    const override = parseInput(overrideSchema, call.query);
    const at = new Date().toISOString();
    this.#stats.count += 1;
    const count = this.#stats.count;
    // A scripted answer leaves the pattern of the others as it is.
    const position = override.status === undefined ? this.#nextPosition() : null;
    const { failCalls, failStatus } = this.settings.current;
    const fails = position !== null && failCalls.includes(position);
    const status = override.status ?? (fails ? failStatus : 200);
    const latencyMs = override.delayMs ?? this.#drawLatencyMs();
    this.#stats[status >= 400 ? 'failed' : 'succeeded'] += 1;
    this.#record({ ...describe(call), at, position, status, latencyMs });
    await wait(latencyMs);
    const facts = { count, position, latencyMs };
    if (status < 400) return { status, body: { ok: true, ...facts } };
    const error = fails
      ? `Call ${position} of the cycle fails on purpose (failing calls: ${failCalls.join(', ')})`
      : `Status ${status}, as the query asked`;
    return { status, body: { ok: false, error, ...facts } };
  }

  get stats(): Stats {
    return { ...this.#stats };
  }

  /** The last calls, newest first. */
  get received(): ReceivedCall[] {
    return this.#received.toReversed();
  }

  /** Forgets all calls; the next one is the first of its cycle. */
  reset(): Stats {
    this.#received = [];
    this.#stats = { count: 0, position: 0, failed: 0, succeeded: 0 };
    return this.stats;
  }

  #nextPosition(): number {
    const last = Math.max(0, ...this.settings.current.failCalls);
    const startsAgain = last > 0 && this.#stats.position >= last;
    return (this.#stats.position = startsAgain ? 1 : this.#stats.position + 1);
  }

  #drawLatencyMs(): number {
    const { latencyMinMs, latencyMaxMs } = this.settings.current;
    return latencyMinMs + Math.floor(Math.random() * (latencyMaxMs - latencyMinMs + 1));
  }

  #record(call: ReceivedCall): void {
    this.#received.push(call);
    if (this.#received.length > keptCalls) this.#received.shift();
    const { at: _at, headers, ...fields } = call;
    this.logger.info('webhook called', { ...fields, webhookId: headers['webhook-id'] });
  }
}

function describe(
  call: IncomingCall,
): Pick<ReceivedCall, 'method' | 'path' | 'body' | 'bodyLength' | 'headers'> {
  const headers = Object.entries(call.headers).filter(([name]) => shownHeader.test(name));
  return {
    method: call.method,
    path: call.path,
    body: call.body.slice(0, shownBodyMax),
    bodyLength: call.body.length,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
  };
}
