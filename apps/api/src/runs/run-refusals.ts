import type { RunStatus } from '@carillon/domain';
import { AppError, isFinalRunStatus, runMoves } from '@carillon/domain';

export function runNotFound(): AppError {
  return new AppError('run.not_found', 'There is no such run.');
}

export function illegalMove(from: RunStatus, to: RunStatus): AppError {
  const allowed = isFinalRunStatus(from)
    ? 'it has ended, and no move is allowed'
    : `allowed: ${runMoves[from].join(', ')}`;
  return new AppError('run.state_conflict', `A run that is ${from} cannot become ${to}: ${allowed}.`);
}
