/**
 * Finds runs that are due and do not begin, whatever keeps them, and writes down whom to tell.
 *
 * If the process dies at any line, a run that no channel was told of is found again: the place that a look has come to
 * is kept in memory alone, and the next process begins at the run that waits longest. What was told stands in
 * PostgreSQL, in the statement that writes down the notice, so any number of publishers tell it once.
 */
import type { AlertWishes, Pool } from '@carillon/db';
import { noteLateInstants, noteLateRuns } from '@carillon/db';
import { reachStep } from '../worker/steps.js';
import { readAlertWishes } from './tell-alerts.js';

/** Open runs that a look reads when there is nothing to tell. */
const pageMax = 2_000;
/** Runs that become due at the same instant are read together, however many: such a look is followed by a rest. */
const restFactor = 20;
const instantsMax = 1_000;
/** Then messages are made of what was found. */
const looksMax = 100;

export class LateRuns {
  #after: string | null = null;
  #restUntilMs = 0;

  constructor(private readonly pool: Pool) {}

  /**
   * Looks at one page of the open runs, and at more as long as they have something to tell: what became late at the same
   * time is one message.
   */
  async look(): Promise<void> {
    const wishes = (await readAlertWishes(this.pool)).filter(({ events }) => events.includes('run.late'));
    let taken;
    do taken = await noteLateInstants(this.pool, wishes, instantsMax);
    while (taken === instantsMax);
    if (wishes.length === 0 || performance.now() < this.#restUntilMs) return;
    await this.#lookAtPages(wishes);
    reachStep('alerts.after_late');
  }

  async #lookAtPages(wishes: AlertWishes[]): Promise<void> {
    let noted = 0;
    for (let looks = 0; looks < looksMax; looks += 1) {
      const begunMs = performance.now();
      const page = await noteLateRuns(this.pool, { wishes, limit: pageMax, after: this.#after });
      const endedMs = performance.now();
      this.#restUntilMs = endedMs + (endedMs - begunMs) * restFactor;
      noted += page.noted;
      if (!page.isWhole) continue;
      this.#after = page.next;
      if (noted === 0 || page.next === null) return;
      noted = 0;
    }
  }
}
