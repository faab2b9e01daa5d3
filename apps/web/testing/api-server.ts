import type { Answer, Input, Method, PathOf } from '@carillon/client';
import type { HttpHandler } from 'msw';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { parseJson, writeJson } from '@/ui/exact-json';

/** The API of component tests: every request that no handler answers fails the test. */
export const server = setupServer();

export interface Asked<M extends Method, Path extends PathOf<M>> {
  params: Record<string, string>;
  query: URLSearchParams;
  /** Undefined where none was sent. */
  body: Input<M, Path> extends { body?: infer Body } ? Body : undefined;
  headers: Headers;
}

type Answerer<M extends Method, Path extends PathOf<M>> = (
  asked: Asked<M, Path>,
) => Answer<M, Path> | Response | Promise<Answer<M, Path> | Response>;

/**
 * What the API answers to one operation, by its path in the OpenAPI document: a body of the operation's type, or a
 * function of the request that gives one, or a response such as `problem(409, …)`.
 */
export function on<M extends Method, Path extends PathOf<M>>(
  method: M,
  path: Path,
  answer: Answer<M, Path> | Response | Answerer<M, Path>,
): HttpHandler {
  const pattern = `*${path.replace(/\{(\w+)\}/g, ':$1')}`;
  const verb = method.toLowerCase() as 'get';
  return http[verb](pattern, async ({ request, params }) => {
    const text = await request.clone().text();
    const asked = {
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
      query: new URL(request.url).searchParams,
      body: text === '' ? undefined : parseJson(text),
      headers: request.headers,
    } as Asked<M, Path>;
    const given = typeof answer === 'function' ? await answer(asked) : answer;
    if (given instanceof Response) return given.clone();
    return given === undefined
      ? new HttpResponse(null, { status: 204 })
      : new HttpResponse(writeJson(given), { headers: { 'content-type': 'application/json' } });
  });
}

/** A refusal as the API writes it. */
export function problem(
  status: number,
  code: string,
  fields: { detail?: string; hint?: string; fieldErrors?: { path: string; message: string }[] } = {},
): Response {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: code,
    requestId: 'request-1',
    fieldErrors: [],
    docsUrl: `/api/docs/errors#${code}`,
    ...fields,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
