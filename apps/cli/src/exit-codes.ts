import type { ErrorCode } from '@carillon/domain';

/** What the shell is told. 130 and 143 are left to a second signal, which ends a process at once. */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  'request.invalid': 2,
  'request.too_large': 2,
  'request.unsupported_type': 2,
  'route.not_found': 5,
  'route.method_not_allowed': 2,
  'auth.required': 4,
  'auth.forbidden': 4,
  'task.not_found': 5,
  'task.invalid': 2,
  'task.version_conflict': 6,
  'task.state_conflict': 6,
  'run.not_found': 5,
  'run.state_conflict': 6,
  'run.not_waiting_yet': 6,
  'schedule.invalid': 2,
  'idempotency.conflict': 6,
  'secret.not_found': 5,
  'secret.conflict': 6,
  'secret.unreadable': 3,
  'config.invalid': 3,
  'database.unreachable': 7,
  'database.outdated': 3,
  'queue.unreachable': 7,
  'server.start_failed': 7,
};
