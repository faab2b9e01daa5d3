import { ApiProblem } from '@carillon/client';
import type { ErrorCode } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { CommanderError } from 'commander';
import { exitCodeOfStatus, exitCodes, usageFault } from './exit-codes.js';

/** What is said of an error, as `--json` prints it. */
interface Report {
  code: string;
  message: string;
  hint: string | null;
  fieldErrors: readonly { path: string; message: string }[];
  requestId: string | null;
  docsUrl: string | null;
  /** Whether the same command may go well a little later. */
  retryable: boolean;
}

/** Says on stderr what went wrong, and returns the exit code. */
export function reportError(error: unknown, asJson: boolean): number {
  // Help that was asked for is no error.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const { exitCode, ...report } = judge(error);
  process.stderr.write(asJson ? `${JSON.stringify(report)}\n` : textOf(report, error));
  return exitCode;
}

const silent = { hint: null, fieldErrors: [], requestId: null, docsUrl: null, retryable: false };

function judge(error: unknown): Report & { exitCode: number } {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '');
    return { code: 'request.invalid', message, ...silent, exitCode: usageFault };
  }
  if (error instanceof AppError) {
    const { code, message, hint = null, fieldErrors } = error;
    const exitCode = exitCodes[code];
    return { code, message, ...silent, hint, fieldErrors, retryable: exitCode === 7, exitCode };
  }
  if (error instanceof ApiProblem) return { ...ofProblem(error), exitCode: exitCodeOf(error) };
  const message = 'This should not have happened; please report it.';
  return { code: 'server.failed', message, ...silent, exitCode: 1 };
}

function ofProblem(problem: ApiProblem): Report {
  const { code, message, hint, fieldErrors, requestId, docsUrl, status } = problem;
  const signIn =
    'Give an API key: CARILLON_API_KEY, or --api-key-file. On the machine of `carillon up`, be in the folder where it was started.';
  return {
    code,
    message,
    hint: hint ?? (status === 401 ? signIn : null),
    fieldErrors,
    requestId,
    docsUrl,
    retryable: exitCodeOf(problem) === 7,
  };
}

function exitCodeOf({ code, status }: ApiProblem): number {
  return code in exitCodes ? exitCodes[code as ErrorCode] : exitCodeOfStatus(status);
}

function textOf({ message, hint, docsUrl, requestId }: Report, error: unknown): string {
  if (error instanceof CommanderError) return error.code === 'commander.help' ? '' : `${error.message}\n`;
  const isForeseen = error instanceof AppError || error instanceof ApiProblem;
  const lines = [
    `carillon: ${message}${hint === null ? '' : ` ${hint}`}`,
    ...(docsUrl === null ? [] : [`  ${docsUrl} (request ${requestId})`]),
    ...(isForeseen ? [] : [String((error as Error).stack)]),
  ];
  return `${lines.join('\n')}\n`;
}
