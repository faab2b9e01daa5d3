import { AppError } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import { bugProblem, refusalOfDatabase, toProblem } from '../http/problem.js';

/**
 * The errors of a result as clients may see them: refusals with the code and the fields that REST would answer, bugs
 * with nothing but the request id. Bugs are logged.
 */
export function presentErrors(
  result: ExecutionResult,
  { requestId, logger }: { requestId: string; logger: Logger },
): ExecutionResult {
  if (result.errors === undefined) return result;
  const hasData = 'data' in result;
  return {
    ...result,
    errors: result.errors.map((error) => presentError(error, { requestId, logger, hasData })),
  };
}

function presentError(
  error: GraphQLError,
  { requestId, logger, hasData }: { requestId: string; logger: Logger; hasData: boolean },
): GraphQLError {
  const { path, nodes, source, positions } = error;
  const refusal = refusalOf(error);
  const problem = refusal === null ? bugProblem(requestId) : toProblem(refusal, requestId);
  if (refusal === null) {
    logger.error('A GraphQL field failed', { requestId, path, error: innermost(error) });
  } else if (problem.status >= 500) {
    const { code, cause } = refusal;
    logger.warn('A GraphQL field could not be served', { requestId, path, code, error: cause });
  }
  const { code, fieldErrors, hint, docsUrl, status, detail } = problem;
  // Where a field was refused, the rest stands: 200. Where nothing was done, it is the status of the refusal.
  const http = { status: hasData ? 200 : status };
  const extensions = { code, requestId, fieldErrors, ...(hint === undefined ? {} : { hint }), docsUrl, http };
  return new GraphQLError(detail, { path, nodes, source, positions, extensions });
}

/** Null for a bug. */
function refusalOf(error: GraphQLError): AppError | null {
  const cause = innermost(error);
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof GraphQLError)) return refusalOfDatabase(cause);
  // GraphQL's own: the document or a variable is at fault.
  const { code } = cause.extensions;
  const isOurs = code === 'request.too_complex' || code === 'auth.forbidden';
  return new AppError(isOurs ? code : 'request.invalid', withoutValues(withoutSuggestions(cause.message)));
}

function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined
    ? innermost(error.originalError)
    : error;
}

/** GraphQL would tell names of the schema to whoever guesses nearly right. */
function withoutSuggestions(message: string): string {
  return message.replace(/ Did you mean .*\?$/s, '');
}

/** Nor does a refusal repeat what was given, which may be a secret in the wrong place; REST says the form alone, too. */
function withoutValues(message: string): string {
  return message.replace(/( cannot represent .*?value): .*$/s, '$1');
}
