import type { Answer, Input, Method, PathOf } from '@carillon/client';
import { createClient } from '@carillon/client';
import type { BaseQueryFn } from '@reduxjs/toolkit/query/react';
import { createApi } from '@reduxjs/toolkit/query/react';
import { parseJson, writeJson } from '@/ui/exact-json';
import type { Problem } from './problem';
import { toProblem } from './problem';
import { renewSession, sessionRenewed } from './renew-session';

/** What is read again when something of the kind changes. */
export const tags = [
  'Task',
  'Run',
  'Lane',
  'Queue',
  'Statistics',
  'Host',
  'Secret',
  'SigningSecret',
  'AlertChannel',
  'AlertDelivery',
  'Blackout',
  'User',
  'ApiKey',
  'Audit',
  'Channel',
  'BulkOperation',
  'Health',
  'Session',
  'SavedView',
  'Inspector',
  'OldDays',
] as const;
export type Tag = (typeof tags)[number];

/** One request of the API: its method, its path as in the OpenAPI document, and what it is given. */
export interface Call {
  method: Method;
  path: string;
  params?: Record<string, string>;
  query?: object | undefined;
  body?: unknown;
  ifMatch?: number;
}

/** The arguments that an operation of the API takes, for the types of an endpoint. */
export type InputOf<M extends Method, Path extends PathOf<M>> = Omit<
  Input<M, Path>,
  'signal' | 'idempotencyKey'
>;
export type AnswerOf<M extends Method, Path extends PathOf<M>> = Answer<M, Path>;

type Answered = { data: unknown } | { error: Problem };

/** A request that is refused although somebody was known renews the session first, and is made once more. */
const callApi: BaseQueryFn<Call, unknown, Problem> = async (call, { signal, dispatch, getState }) => {
  const startedAtMs = Date.now();
  const answered = await ask(call, signal);
  const isRefused = 'error' in answered && answered.error.status === 401;
  const { session } = getState() as { session?: { isKnown: boolean } };
  if (!isRefused || session?.isKnown !== true || signIns.includes(call.path)) return answered;
  const renewal = await renewSession(startedAtMs);
  if (renewal.kind === 'refused') return answered;
  // Not the refusal: it would say that the session has ended.
  if (renewal.kind === 'unknown') return { error: toProblem(null) };
  dispatch(sessionRenewed(renewal.atMs));
  return ask(call, signal);
};

/** Refused for other reasons than a session that has ended. */
const signIns = ['/api/auth/login', '/api/auth/setup', '/api/auth/logout'];

async function ask({ method, path, ...input }: Call, signal: AbortSignal): Promise<Answered> {
  // The page's own origin: src/serve-dashboard.ts hands everything under /api on.
  const client = createClient({
    baseUrl: window.location.origin,
    retries: 1,
    json: { parse: parseJson, write: writeJson },
  });
  // With the session's cookie the API takes a change only as JSON, which no form of a foreign page can send.
  const body = method === 'GET' ? undefined : (input.body ?? {});
  try {
    const given = { ...input, body, signal };
    const answer = await client.request(method as 'GET', path as '/api/tasks', given);
    return { data: answer ?? null };
  } catch (error) {
    return { error: toProblem(error) };
  }
}

/** Everything that the dashboard reads and does over HTTP; each feature adds its endpoints with `injectEndpoints`. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery: callApi,
  tagTypes: tags,
  refetchOnReconnect: true,
  keepUnusedDataFor: 60,
  endpoints: () => ({}),
});
