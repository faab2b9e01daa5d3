import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { parseInput } from '../parse-input.js';
import { SettingsService } from '../settings/settings.service.js';
import { callBack, planAnswer } from './scenarios.js';
import type { Answer, IncomingCall, ReceivedCall, Stats } from './webhook.schemas.js';
import { overrideSchema } from './webhook.schemas.js';

export const callLogger = Symbol('callLogger');

/** How many calls `GET /requests` goes back. */
const keptCalls = 100;
/** As much of a body is logged and listed, in characters. */
const shownBodyMax = 16_384;
/** Not the call-back's token: whoever holds it may end the run. */
const shownHeader = /^(webhook-|carillon-(?!callback-token$)|content-type$|user-agent$|traceparent$)/;

@Injectable()
export class WebhookService {
  #stats: Stats = { count: 0, position: 0, failed: 0, succeeded: 0 };
  #received: ReceivedCall[] = [];
  #lastNumber = 0;

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
    const isScripted = override.status !== undefined || override.scenario !== undefined;
    const position = isScripted ? null : this.#nextPosition();
    const { failCalls, failStatus } = this.settings.current;
    const fails = position !== null && failCalls.includes(position);
    const scenario = override.scenario ?? null;
    const scripted = scenario === null ? null : planAnswer(scenario, call.headers);
    const status = override.status ?? (scripted ? scripted.status : fails ? failStatus : 200);
    const latencyMs = override.delayMs ?? this.#drawLatencyMs();
    const ok = status !== null && status < 400;
    this.#stats[ok ? 'succeeded' : 'failed'] += 1;
    this.#lastNumber += 1;
    this.#record({ ...describe(call), number: this.#lastNumber, at, position, status, latencyMs });
    await wait(latencyMs);
    const error = fails
      ? `Call ${position} of the cycle fails on purpose (failing calls: ${failCalls.join(', ')})`
      : (scripted?.error ?? `Status ${status}, as the query asked`);
    if (status === 202 && scripted?.run) void callBack(scripted.run, override.callbackMs, this.logger);
    const headers = { ...scripted?.headers };
    if (override.retryAfter !== undefined) headers['retry-after'] = override.retryAfter;
    const facts = { count, position, latencyMs, ...scripted?.body };
    return { status, headers, scenario, body: ok ? { ok, ...facts } : { ok, error, ...facts } };
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
    const { at: _at, headers: _headers, query: _query, ...fields } = call;
    this.logger.info('webhook called', fields);
  }
}

function describe(
  call: IncomingCall,
): Omit<ReceivedCall, 'number' | 'at' | 'position' | 'status' | 'latencyMs'> {
  const headers = Object.entries(call.headers).filter(([name]) => shownHeader.test(name));
  const attempt = Number(call.headers['webhook-attempt']);
  return {
    method: call.method,
    path: call.path,
    query: call.queryText,
    webhookId: call.headers['webhook-id']?.toString() ?? null,
    attempt: attempt > 0 ? attempt : null,
    signed: Boolean(call.headers['webhook-signature']),
    body: call.body.slice(0, shownBodyMax),
    bodyLength: call.body.length,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
  };
}
