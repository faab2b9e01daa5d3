import type { ErrorCode } from '@carillon/domain';

/** The command was not used as it is meant to be. */
export const usageFault = 2;

/** `carillon doctor` found a check that fails. */
export const doctorFailed = 9;

/** What the shell is told. 130 and 143 are left to a second signal, which ends a process at once. */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  'request.invalid': 2,
  'request.too_large': 2,
  'request.unsupported_type': 2,
  'request.too_complex': 2,
  'route.not_found': 5,
  'route.method_not_allowed': 2,
  'auth.required': 4,
  'auth.forbidden': 4,
  'request.too_many': 7,
  'sign_in.unavailable': 7,
  'sign_in.expired': 4,
  'sign_in.failed': 4,
  'sign_in.email_unverified': 4,
  'sign_in.no_account': 4,
  'user.not_found': 5,
  'user.conflict': 6,
  'user.administrator_first': 6,
  'invitation.not_found': 5,
  'invitation.ended': 6,
  'api_key.not_found': 5,
  'session.not_found': 5,
  'task.not_found': 5,
  'task.invalid': 2,
  'task.version_conflict': 6,
  'task.state_conflict': 6,
  'task.archived': 6,
  'run.not_found': 5,
  'run.state_conflict': 6,
  'run.not_waiting_yet': 6,
  'lane.not_found': 5,
  'bulk_operation.not_found': 5,
  'bulk_operation.state_conflict': 6,
  'schedule.invalid': 2,
  'saved_view.not_found': 5,
  'saved_view.conflict': 6,
  'channel.not_found': 5,
  'channel.conflict': 6,
  'alert_channel.not_found': 5,
  'alert_channel.conflict': 6,
  'badge.not_found': 5,
  'blackout.not_found': 5,
  'blackout.conflict': 6,
  'inspector.unreachable': 7,
  'inspector.request_not_found': 5,
  'version.conflict': 6,
  'idempotency.conflict': 6,
  'secret.not_found': 5,
  'secret.conflict': 6,
  'secret.unreadable': 3,
  'config.invalid': 3,
  'database.unreachable': 7,
  'database.outdated': 3,
  'queue.unreachable': 7,
  'api.unreachable': 7,
  'server.start_failed': 7,
};

/** Of an answer that says no more than its HTTP status. */
export function exitCodeOfStatus(status: number): number {
  if (status === 401 || status === 403) return 4;
  if (status === 404) return 5;
  if (status === 409 || status === 412) return 6;
  if ([429, 502, 503, 504].includes(status)) return 7;
  return status < 500 ? 2 : 1;
}
