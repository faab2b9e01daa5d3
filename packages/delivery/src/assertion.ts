import { isDeepStrictEqual } from 'node:util';
import type { ResponseAssertion } from '@carillon/domain';
import { BoundedCache, responseBytesMax } from '@carillon/domain';
import type { JSONPathNode, JSONPathQuery } from 'json-p3';
import { JSONPathEnvironment, jsonpath } from 'json-p3';
import { RE2JS } from 're2js';
import type { Exchange, Failure } from './exchange.js';

const { RelativeQuery, RootQuery } = jsonpath.expressions;

/** The longest JSONPath or regular expression. */
const assertionLengthMax = 1_000;

/** RFC 9535 without `match()` and `search()`, whose regular expressions the library hands to an engine that backtracks. */
class SafeEnvironment extends JSONPathEnvironment {
  protected override setupFilterFunctions(): void {
    super.setupFilterFunctions();
    this.functionRegister.delete('match');
    this.functionRegister.delete('search');
  }
}

/** Beyond this depth `..` gives up, instead of the stack. */
const environment = new SafeEnvironment({ maxRecursionDepth: 100 });

/** Assertions are few beside the responses that they are held against. */
const paths = new BoundedCache<string, JSONPathQuery | { fault: string }>(500);
const patterns = new BoundedCache<string, RE2JS | { fault: string }>(200);

/** What is wrong with an assertion, with the field at fault; null when it can be judged. */
export function checkAssertion(assertion: ResponseAssertion): { field: string; message: string } | null {
  const isRegex = assertion.type === 'regex';
  const compiled = isRegex ? findPattern(assertion.pattern) : findPath(assertion.path);
  return 'fault' in compiled ? { field: isRegex ? 'pattern' : 'path', message: compiled.fault } : null;
}

/** Why a response does not hold what was asserted, or null. Takes time linear in the body, whatever the assertion. */
export function judgeAssertion(
  assertion: ResponseAssertion,
  { body, bodyComplete }: Pick<Exchange, 'body' | 'bodyComplete'>,
): Failure | null {
  if (!bodyComplete) {
    const message = `The body is longer than the ${responseBytesMax} bytes that an assertion may look at`;
    return { errorCode: 'response_too_large', message };
  }
  const message = faultOfBody(assertion, body.toString('utf8'));
  return message === null ? null : { errorCode: 'assertion_failed', message };
}

function faultOfBody(assertion: ResponseAssertion, body: string): string | null {
  if (assertion.type !== 'regex') return faultOfJson(assertion, body);
  const pattern = findPattern(assertion.pattern);
  if ('fault' in pattern) return `The assertion ${pattern.fault}`;
  return pattern.test(body) ? null : `The body does not match ${assertion.pattern}`;
}

type PathAssertion = Exclude<ResponseAssertion, { type: 'regex' }>;

function faultOfJson(assertion: PathAssertion, body: string): string | null {
  const query = findPath(assertion.path);
  if ('fault' in query) return `The assertion ${query.fault}`;
  let json: JsonValue;
  try {
    json = JSON.parse(body) as JsonValue;
  } catch {
    return 'The body is not JSON, and the assertion looks for a value in it';
  }
  try {
    return faultOfNodes(assertion, query.lazyQuery(json));
  } catch (error) {
    return `${assertion.path} cannot be looked for: ${messageOf(error)}`;
  }
}

type JsonValue = Parameters<JSONPathQuery['lazyQuery']>[0];

function faultOfNodes(assertion: PathAssertion, nodes: Iterable<JSONPathNode>): string | null {
  let isFound = false;
  for (const { value } of nodes) {
    if (assertion.type === 'json_path_exists' || isDeepStrictEqual(value, assertion.value)) return null;
    isFound = true;
  }
  if (!isFound) return `The body has no ${assertion.path}`;
  return `The body has another value at ${assertion.path} than the one asserted`;
}

function findPattern(pattern: string): RE2JS | { fault: string } {
  return patterns.getOrMake(pattern, () => {
    if (pattern.length > assertionLengthMax) return tooLong;
    try {
      return RE2JS.compile(pattern);
    } catch (error) {
      return { fault: `is not a regular expression in RE2's syntax: ${messageOf(error)}` };
    }
  });
}

function findPath(path: string): JSONPathQuery | { fault: string } {
  return paths.getOrMake(path, () => {
    if (path.length > assertionLengthMax) return tooLong;
    try {
      const query = environment.compile(path);
      const fault = faultOfQuery(query);
      return fault === null ? query : { fault };
    } catch (error) {
      return { fault: `is not a JSONPath (RFC 9535): ${messageOf(error)}` };
    }
  });
}

const tooLong = { fault: `is longer than ${assertionLengthMax} characters` };

/**
 * Refuses what makes the work grow faster than the body: each `..` after another, each further selector in a bracket
 * and each search within a filter multiplies it.
 */
function faultOfQuery({ segments }: JSONPathQuery): string | null {
  if (segments.filter((segment) => segment.toString().startsWith('..')).length > 1) {
    return 'may have one .. only';
  }
  const selectors = segments.flatMap((segment) => segment.selectors);
  if (selectors.length > segments.length) return 'may have one selector in a bracket only';
  return selectors.every((selector) => isFlat(selector))
    ? null
    : 'may look at single values only within a filter, such as @.state';
}

/** Whether all queries within a part of a parsed path lead from the current node to one value. */
function isFlat(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || part instanceof JSONPathEnvironment) return true;
  if (part instanceof RelativeQuery) return part.path.singularQuery();
  if (part instanceof RootQuery) return false;
  return Object.values(part).every((child) => isFlat(child));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
