/**
 * Tells people of failures and late runs: one loop makes messages of what ended badly or does not begin, another sends
 * them.
 *
 * If the process dies at any line, no message is lost: it stands in PostgreSQL until its end is recorded, and one whose
 * sender fell silent is sent again by any publisher, under the same id, once its lease is over. Only then can somebody
 * be told twice. Nothing here creates or ends a run, so an alert that fails raises none.
 */
import type { Pool } from '@carillon/db';
import { claimAlertMessages, finishAlertMessage } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';
import { reachStep } from '../worker/steps.js';
import { LateRuns } from './late-runs.js';
import type { AlertDoors } from './send-alert.js';
import { sendAlert } from './send-alert.js';
import { gatherAlerts, makeAlertMessages } from './tell-alerts.js';

export interface AlertsOptions {
  dashboardUrl: string | null;
  logger: Logger;
}

const intervalMs = 1_000;
const afterErrorMs = 5_000;
/** A channel that hangs holds the others of its batch up for no longer than the time limit of an attempt. */
const sentAtOnce = 20;
/** What a receiver has not answered by then, when the process is to end, is sent again by the next one. */
const patienceMs = 1_000;

export class Alerts {
  readonly #telling: Loop;
  readonly #sending: Loop;
  readonly #stopping = new AbortController();
  readonly #lateRuns: LateRuns;

  constructor(
    private readonly pool: Pool,
    private readonly doors: AlertDoors,
    private readonly options: AlertsOptions,
  ) {
    const afterError = (what: string) => (error: unknown) => {
      options.logger.error(`Alerts could not be ${what}; tried again soon.`, { error });
      return afterErrorMs;
    };
    this.#lateRuns = new LateRuns(pool);
    this.#telling = new Loop(() => this.#tell(), afterError('gathered'));
    this.#sending = new Loop(() => this.#send(), afterError('sent'));
  }

  start(): void {
    this.#telling.start();
    this.#sending.start();
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort('shutdown'), patienceMs);
    await Promise.all([this.#telling.stop(), this.#sending.stop()]);
    clearTimeout(timer);
  }

  async #tell(): Promise<number> {
    await gatherAlerts(this.pool);
    // Whatever hinders it must not hold up what is known already.
    await this.#lateRuns.look().catch((error: unknown) => {
      this.options.logger.error('Late runs could not be looked for; tried again soon.', { error });
    });
    const made = await makeAlertMessages(this.pool, this.options);
    if (made.length > 0) this.#sending.wake();
    return intervalMs;
  }

  async #send(): Promise<number> {
    const { logger } = this.options;
    const sent = await sendDueAlerts(this.pool, this.doors, { logger, signal: this.#stopping.signal });
    return sent === sentAtOnce ? 0 : intervalMs;
  }
}

/** Sends the messages that are due, each once. @returns how many there were */
export async function sendDueAlerts(
  pool: Pool,
  doors: AlertDoors,
  { logger, signal }: { logger: Logger; signal?: AbortSignal },
): Promise<number> {
  const alerts = await claimAlertMessages(pool, sentAtOnce);
  reachStep('alerts.after_claim', { messages: alerts.length });
  await Promise.all(
    alerts.map(async (alert) => {
      const end = await sendAlert(alert, doors, signal);
      reachStep('alerts.after_send', { messageId: alert.id });
      await finishAlertMessage(pool, end);
      if (end.messageStatus === 'sent') return;
      logger.warn('An alert did not reach its channel.', {
        channelId: alert.channelId,
        messageId: alert.id,
        attempts: alert.attempts,
        becomes: end.messageStatus,
        reason: end.outcome,
      });
    }),
  );
  return alerts.length;
}
