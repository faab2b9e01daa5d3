/** What came of one attempt. */
export interface AlertOutcome {
  ok: boolean;
  httpStatus: number | null;
  message: string;
  /** Whether another attempt would end the same. */
  isPermanent: boolean;
  /** What the receiver asks for; null: nothing. */
  retryAfterMs: number | null;
}
