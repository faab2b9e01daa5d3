import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { parseInput } from '../parse-input.js';
import type { UsualAnswer } from '../settings/settings.schemas.js';
import { SettingsService } from '../settings/settings.service.js';
import { ReceivedCalls } from './received-calls.js';
import { callBack, planAnswer } from './scenarios.js';
import type { Answer, Counts, IncomingCall, ReceivedCall, ScenarioName, Stats } from './webhook.schemas.js';
import { overrideSchema } from './webhook.schemas.js';

export const callLogger = Symbol('callLogger');

/** As much of a body is logged and listed, in characters. */
const shownBodyMax = 16_384;
/** Not the call-back's token: whoever holds it may end the run. */
const shownHeader = /^(webhook-|carillon-(?!callback-token$)|content-type$|user-agent$|traceparent$)/;

@Injectable()
export class WebhookService {
  /** What is still known of single calls. */
  readonly received = new ReceivedCalls();
  #counts: Counts = { count: 0, position: 0, failed: 0, succeeded: 0 };
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
    this.#counts.count += 1;
    const count = this.#counts.count;
    // A scripted answer leaves the pattern of the others as it is.
    const isScripted = override.status !== undefined || override.scenario !== undefined;
    const position = isScripted ? null : this.#nextPosition();
    const { failStatus, answer } = this.settings.current;
    const failure = position === null ? null : this.#failureOf(position);
    const isUsual = !isScripted && failure === null;
    const scenario = override.scenario ?? (isUsual ? scenarioOf(answer) : null);
    const scripted = scenario === null ? null : planAnswer(scenario, call.headers);
    const usualStatus = failure === null ? answer.status : failStatus;
    const status = override.status ?? (scripted ? scripted.status : usualStatus);
    const latencyMs = override.delayMs ?? this.#drawLatencyMs();
    const ok = status !== null && status < 400;
    this.#counts[ok ? 'succeeded' : 'failed'] += 1;
    this.#lastNumber += 1;
    this.#record({ ...describe(call), number: this.#lastNumber, at, position, status, latencyMs });
    await wait(latencyMs);
    const asker = isScripted ? 'the query asked' : 'the settings say';
    const error = failure ?? scripted?.error ?? `Status ${status}, as ${asker}`;
    if (status === 202 && scripted?.run) void callBack(scripted.run, override.callbackMs, this.logger);
    const headers = { ...(isUsual && answer.headers), ...scripted?.headers };
    if (override.retryAfter !== undefined) headers['retry-after'] = override.retryAfter;
    const facts = { count, position, latencyMs, ...scripted?.body };
    const body = ok ? { ok, ...facts } : { ok, error, ...facts };
    return { status, headers, scenario, body, text: isUsual ? answer.body : null };
  }

  get stats(): Stats {
    const { pinned, keptMax } = this.received;
    return { ...this.#counts, pinned, keptMax };
  }

  /** Forgets all calls; the next one is the first of its cycle. */
  reset(): Stats {
    this.received.clear();
    this.#counts = { count: 0, position: 0, failed: 0, succeeded: 0 };
    return this.stats;
  }

  #nextPosition(): number {
    const last = Math.max(0, ...this.settings.current.failCalls);
    const startsAgain = last > 0 && this.#counts.position >= last;
    return (this.#counts.position = startsAgain ? 1 : this.#counts.position + 1);
  }

  /** Why the call of this place fails on purpose; null: it does not. */
  #failureOf(position: number): string | null {
    const { failCalls, failPercent } = this.settings.current;
    if (failPercent !== null) {
      const fails = Math.random() * 100 < failPercent;
      return fails ? `The call fails on purpose, as ${failPercent} of 100 calls do` : null;
    }
    if (!failCalls.includes(position)) return null;
    return `Call ${position} of the cycle fails on purpose (failing calls: ${failCalls.join(', ')})`;
  }

  #drawLatencyMs(): number {
    const { latencyMinMs, latencyMaxMs } = this.settings.current;
    return latencyMinMs + Math.floor(Math.random() * (latencyMaxMs - latencyMinMs + 1));
  }

  #record(call: ReceivedCall): void {
    this.received.add(call);
    const { at: _at, headers: _headers, query: _query, ...fields } = call;
    this.logger.info('webhook called', fields);
  }
}

/** The usual answer that is none is like the scenario of that name. */
function scenarioOf({ behaviour }: UsualAnswer): ScenarioName | null {
  return behaviour === 'answer' ? null : behaviour;
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
