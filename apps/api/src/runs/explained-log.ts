import type { OutcomeExplanation, TaskLog } from '@carillon/domain';
import { explainOutcome } from '@carillon/domain';

/** An attempt, with what its error code means; null where there is nothing to explain. */
export type ExplainedLog = TaskLog & { explanation: OutcomeExplanation | null };

export function explainLog(log: TaskLog): ExplainedLog {
  return { ...log, explanation: explainOutcome(log.errorCode) };
}
