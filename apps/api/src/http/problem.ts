import { violatedConstraint, isTransientDatabaseError } from '@carillon/db';
import type { FieldError, ProblemCode } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { z } from 'zod';
import { storable } from './text.js';

/** The one table from code to HTTP status. */
const httpStatusByCode = {
  'request.invalid': 400,
  'request.too_large': 413,
  'request.unsupported_type': 415,
  'request.too_complex': 400,
  'route.not_found': 404,
  'route.method_not_allowed': 405,
  'auth.required': 401,
  'auth.forbidden': 403,
  'request.too_many': 429,
  'sign_in.unavailable': 503,
  'sign_in.expired': 401,
  'sign_in.failed': 401,
  'sign_in.email_unverified': 403,
  'sign_in.no_account': 403,
  'user.not_found': 404,
  'user.conflict': 409,
  'user.administrator_first': 409,
  'invitation.not_found': 404,
  'invitation.ended': 409,
  'api_key.not_found': 404,
  'session.not_found': 404,
  'task.not_found': 404,
  'task.invalid': 400,
  'task.version_conflict': 412,
  'task.state_conflict': 409,
  'task.archived': 409,
  'run.not_found': 404,
  'run.state_conflict': 409,
  'run.not_waiting_yet': 409,
  'lane.not_found': 404,
  'bulk_operation.not_found': 404,
  'bulk_operation.state_conflict': 409,
  'schedule.invalid': 400,
  'saved_view.not_found': 404,
  'saved_view.conflict': 409,
  'channel.not_found': 404,
  'channel.conflict': 409,
  'alert_channel.not_found': 404,
  'alert_channel.conflict': 409,
  'badge.not_found': 404,
  'blackout.not_found': 404,
  'blackout.conflict': 409,
  'inspector.unreachable': 503,
  'inspector.request_not_found': 404,
  'version.conflict': 412,
  'idempotency.conflict': 409,
  'secret.not_found': 404,
  'secret.conflict': 409,
  'secret.unreadable': 500,
  'config.invalid': 500,
  'database.unreachable': 503,
  'database.outdated': 503,
  'queue.unreachable': 503,
  'api.unreachable': 503,
  'server.start_failed': 500,
  'server.failed': 500,
} satisfies Record<ProblemCode, number>;

/** The HTTP status of what has this code. */
export const statusOfCode = (code: ProblemCode): number => httpStatusByCode[code];

/** Leads to what the page of errors says of a code, below the address of the API that answered. */
const docsUrlOf = (code: ProblemCode): string => `/api/docs/errors#${code}`;

const titles: Record<number, string> = {
  400: 'The request is not valid',
  401: 'Sign-in required',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict with the present state',
  412: 'Changed by somebody else',
  413: 'The request is too large',
  415: 'Unsupported content type',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available at the moment',
};

/** RFC 9457, with a code for programs and the fields at fault. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Stable, for programs: `task.not_found`.'),
    requestId: z.string(),
    fieldErrors: z.array(z.object({ path: z.string(), message: z.string() })),
    hint: z.string().optional(),
    docsUrl: z
      .string()
      .describe('What the code means and what helps: an address relative to the one that answered.'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

/** What it says of the input can be stored: the answers to batches are kept with their Idempotency-Key. */
export function toProblem(error: AppError, requestId: string): Problem {
  const status = httpStatusByCode[error.code];
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: storable(error.message),
    code: error.code,
    requestId,
    fieldErrors: error.fieldErrors.map(({ path, message }) => ({
      path: storable(path),
      message: storable(message),
    })),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    docsUrl: docsUrlOf(error.code),
  };
}

/** What a bug looks like from outside: nothing of its text leaves. */
export function bugProblem(requestId: string): Problem {
  return {
    type: 'about:blank',
    title: titles[500]!,
    status: 500,
    detail: 'The server failed. The request id leads to the details in its log.',
    code: 'server.failed',
    requestId,
    fieldErrors: [],
    docsUrl: docsUrlOf('server.failed'),
  };
}

/** A refusal of one field of the input. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('request.invalid', `${path}: ${message}`, { fieldErrors: [{ path, message }] });
}

/** A refusal of several fields at once. */
export function invalidFields(fieldErrors: FieldError[]): AppError {
  const shown = fieldErrors.slice(0, 5).map(({ path, message }) => `${path}: ${message}`);
  return new AppError('request.invalid', shown.join('; '), { fieldErrors });
}

/** Refusals that the database makes: the last guard behind the validation. Null when the error is none of these. */
export function refusalOfDatabase(error: unknown): AppError | null {
  const constraint = violatedConstraint(error);
  if (constraint !== undefined) return refusalOfConstraint(constraint, error);
  if (!(error instanceof AppError) && isTransientDatabaseError(error)) {
    return new AppError('database.unreachable', 'The database did not answer in time. Try again.', {
      cause: error,
    });
  }
  return null;
}

function refusalOfConstraint(constraint: string, cause: unknown): AppError {
  if (constraint === 'task_runs_guard_status') {
    return new AppError('run.state_conflict', 'The run has moved on meanwhile.', { cause });
  }
  if (constraint.endsWith('_task_id_fkey')) {
    return new AppError('task.not_found', 'There is no such task.', { cause });
  }
  if (constraint === 'secrets_name_key' || constraint === 'signing_secrets_name_key') {
    return new AppError('secret.conflict', 'The name is taken.', { cause });
  }
  if (constraint === 'users_email_key') {
    return new AppError('user.conflict', 'Somebody has this email address already.', { cause });
  }
  if (constraint === 'saved_views_name_key') {
    return new AppError('saved_view.conflict', 'You have a view of this name for this page.', { cause });
  }
  const column = /^tasks_(.+)_(?:check|fkey)$/.exec(constraint)?.[1];
  if (column === undefined) {
    return new AppError('task.state_conflict', 'The change contradicts what is stored.', { cause });
  }
  const path = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const message = constraint.endsWith('_fkey') ? 'names nothing that is there' : 'is out of its limits';
  return new AppError('task.invalid', `${path}: ${message}`, { cause, fieldErrors: [{ path, message }] });
}
