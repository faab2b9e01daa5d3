import { ApiProblem } from '@carillon/client';

/** Why a request failed, as it is kept in the store and shown to people. */
export interface Problem {
  /** 0: there was no answer. */
  status: number;
  /** Stable, for programs: `task.not_found`; `network.offline` when there was no answer. */
  code: string;
  message: string;
  hint: string | null;
  fieldErrors: readonly { path: string; message: string }[];
  requestId: string | null;
  /** The page that says what the code means and what helps; null: there is none. */
  docsUrl: string | null;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof ApiProblem) {
    const { status, code, message, hint, fieldErrors, requestId, docsUrl } = error;
    return { status, code, message, hint, fieldErrors: [...fieldErrors], requestId, docsUrl };
  }
  return {
    status: 0,
    code: 'network.offline',
    message: 'Carillon does not answer.',
    hint: 'Look at your connection, and whether it runs. It is asked again by itself.',
    fieldErrors: [],
    requestId: null,
    docsUrl: null,
  };
}

/** What a failed query or mutation of the store carries. */
export function problemOf(error: unknown): Problem {
  return isProblem(error) ? error : toProblem(error);
}

/** What is wrong with one field of what was sent; null: nothing. */
export function faultOf(problem: Problem | null, path: string): string | null {
  return problem?.fieldErrors.find((fault) => fault.path === path)?.message ?? null;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'fieldErrors' in error;
}
