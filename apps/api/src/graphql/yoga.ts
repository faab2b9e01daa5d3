import { writeJson } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import { createYoga, map } from 'graphql-yoga';
import type { GraphqlContext } from './context.js';
import type { RequestContext } from './request-context.js';
import { presentErrors } from './errors.js';
import { checkLimits, checkText } from './limits.js';
import { createSchema } from './schema.js';

export type GraphqlServer = YogaServerInstance<RequestContext, GraphqlContext>;

interface YogaOptions {
  /** Called for each request. */
  contextOf: (request: RequestContext) => GraphqlContext;
  logger: Logger;
  /** For development: whoever may ask at all may ask for the schema. */
  dev: boolean;
}

/** Executes what the controller lets in. Nothing of yoga's own is served beside: no pages, no health, no CORS. */
export function createGraphqlServer({ contextOf, logger, dev }: YogaOptions): GraphqlServer {
  return createYoga<RequestContext, GraphqlContext>({
    schema: createSchema(),
    context: contextOf,
    plugins: [limitDocuments(dev), presentAllErrors(logger)],
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    logging: false,
    // Errors are masked for all ways out at once, in `presentErrors`.
    maskedErrors: false,
    // It would keep a thousand documents of any size, each with what was found wrong with it for another reader.
    parserAndValidationCache: false,
  });
}

/** Yoga hands its results to it. */
const writeExactly = (result: unknown): string => writeJson(result);

function limitDocuments(dev: boolean): Plugin<RequestContext> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string) => {
        checkText(source);
        return parse(source);
      });
    },
    onValidate({ params, context, setResult }) {
      const { schema, documentAST } = params as { schema: GraphQLSchema; documentAST: DocumentNode };
      const { principal } = context as unknown as RequestContext;
      // Where somebody need not sign in, it is a trial on their own machine.
      const faults = checkLimits(schema, documentAST, dev || principal.kind === 'machine');
      if (faults.length > 0) setResult(faults);
    },
  };
}

function presentAllErrors(logger: Logger): Plugin<RequestContext> {
  return {
    onResultProcess(processing) {
      const { result, serverContext } = processing;
      const { requestId } = serverContext as unknown as RequestContext;
      const present = (one: ExecutionResult) => ({
        ...presentErrors(one, { requestId, logger }),
        stringify: writeExactly,
      });
      if (Symbol.asyncIterator in result) processing.setResult(map(present)(result) as typeof result);
      else if (!Array.isArray(result)) processing.setResult(present(result));
    },
  };
}
