import type { HintRequest, RunToHint } from '@carillon/domain';
import { bundleHints } from '@carillon/domain';
import type { HintProducer } from '@carillon/queue';
import type { Logger } from '@carillon/telemetry';

/** More hints than this under way at once mean that the queue does not answer; the rescuer makes the rest later. */
const underWayMax = 64;

/**
 * Sends hints without holding anybody up. A hint may be lost at any line here: the run is in PostgreSQL, and the
 * rescuer hints at every run that is due and unclaimed.
 */
export class Hinter {
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly producer: HintProducer,
    private readonly logger: Logger,
  ) {}

  /** @param delayMs milliseconds until all of these runs are due */
  hint(runs: readonly RunToHint[], delayMs = 0): void {
    this.send(bundleHints(runs, delayMs));
  }

  send(hints: readonly HintRequest[]): void {
    if (hints.length === 0 || this.#underWay.size >= underWayMax) return;
    const sending = this.producer
      .add(hints)
      .catch((error: unknown) => {
        this.logger.warn('Hints were not taken by the queue; the rescuer will repeat them.', { error });
      })
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  /** Waits for the hints under way; each has a time limit of its own. */
  async close(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.producer.close();
  }
}
