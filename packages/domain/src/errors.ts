/**
 * Refusals: the only errors that a caller is meant to read. Outcomes of webhooks are data (`DeliveryOutcome`),
 * and everything else that is thrown is a bug. Two exhaustive tables map a code to its edge: HTTP status in the
 * API, exit code in the command line.
 */
export const errorCodes = [
  'request.invalid',
  'request.too_large',
  'request.unsupported_type',
  'request.too_complex',
  'route.not_found',
  'route.method_not_allowed',
  'auth.required',
  'auth.forbidden',
  'request.too_many',
  'sign_in.unavailable',
  'sign_in.expired',
  'sign_in.failed',
  'sign_in.email_unverified',
  'sign_in.no_account',
  'user.not_found',
  'user.conflict',
  'user.administrator_first',
  'invitation.not_found',
  'invitation.ended',
  'api_key.not_found',
  'session.not_found',
  'task.not_found',
  'task.invalid',
  'task.version_conflict',
  'task.state_conflict',
  'task.archived',
  'run.not_found',
  'run.state_conflict',
  'run.not_waiting_yet',
  'lane.not_found',
  'bulk_operation.not_found',
  'bulk_operation.state_conflict',
  'schedule.invalid',
  'saved_view.not_found',
  'saved_view.conflict',
  'channel.not_found',
  'channel.conflict',
  'alert_channel.not_found',
  'alert_channel.conflict',
  'badge.not_found',
  'blackout.not_found',
  'blackout.conflict',
  'inspector.unreachable',
  'inspector.request_not_found',
  'version.conflict',
  'idempotency.conflict',
  'secret.not_found',
  'secret.conflict',
  'secret.unreadable',
  'config.invalid',
  'database.unreachable',
  'database.outdated',
  'queue.unreachable',
  'api.unreachable',
  'server.start_failed',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One thing wrong with one field of the input. `path` is dotted, as in `httpHeaders.x-token`. */
export interface FieldError {
  path: string;
  message: string;
}

export interface AppErrorOptions {
  /** The lower-level error; logged, never shown. */
  cause?: unknown;
  fieldErrors?: FieldError[];
  /** What the user can do about it, when the message alone does not say so. */
  hint?: string;
  /** When the same may be tried again, in ms from now. */
  retryAfterMs?: number;
}

/** A refusal with a code for programs and a sentence for people. The message is public: no SQL, no stack, no secret. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly fieldErrors: FieldError[];
  readonly hint: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: ErrorCode,
    publicMessage: string,
    options: AppErrorOptions = {},
  ) {
    super(publicMessage, { cause: options.cause });
    this.fieldErrors = options.fieldErrors ?? [];
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
  }
}
