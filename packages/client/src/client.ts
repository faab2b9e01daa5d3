import { ApiProblem } from './api-problem.js';
import { takesIdempotencyKey } from './generated/api.js';
import type { Answer, Input, ListPath, Method, Optional, PathOf } from './operations.js';

export interface ClientOptions {
  /** Where the API is: `http://127.0.0.1:3001`. */
  baseUrl: string;
  /** An API key or an access token; on the API's own machine it may do without. */
  token?: string;
  /** Of each attempt. Default 30,000. */
  timeoutMs?: number;
  /** How often a request is tried again that did no harm. Default 2. */
  retries?: number;
  /**
   * How JSON is read and written. Default: as the language does it, which rounds what payloads and results may have:
   * numbers of more than 15 digits. A program that must keep those hands in a library for them, such as lossless-json.
   */
  json?: JsonFormat;
}

export interface JsonFormat {
  parse: (text: string) => unknown;
  write: (value: unknown) => string;
}

export interface Client {
  /**
   * @throws ApiProblem for every answer but 2xx
   * @throws TypeError or a DOMException of fetch when there was no answer
   */
  request<M extends Method, Path extends PathOf<M>>(
    method: M,
    path: Path,
    ...input: Optional<Input<M, Path>>
  ): Promise<Answer<M, Path>>;
  /** The pages of a list, each fetched when it is asked for. */
  pages<Path extends ListPath>(
    path: Path,
    ...input: Optional<Input<'GET', Path>>
  ): AsyncGenerator<Answer<'GET', Path>, void>;
}

interface LooseInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  ifMatch?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const plainJson: JsonFormat = { parse: (text) => JSON.parse(text) as unknown, write: JSON.stringify };

const retryDelayMs = 100;
/** A longer Retry-After is the caller's to wait for. */
const retryAfterMaxMs = 30_000;

export function createClient(options: ClientOptions): Client {
  const request = (method: Method, path: string, input: LooseInput = {}) =>
    send(options, `${method} ${path}`, input);
  async function* pages(path: string, input: LooseInput = {}): AsyncGenerator<unknown, void> {
    let cursor = input.query?.cursor as string | null | undefined;
    do {
      const page = await request('GET', path, {
        ...input,
        query: { ...input.query, cursor: cursor ?? undefined },
      });
      yield page;
      cursor = (page as { nextCursor: string | null }).nextCursor;
    } while (cursor !== null);
  }
  return { request: request as Client['request'], pages: pages as Client['pages'] };
}

async function send(options: ClientOptions, operation: string, input: LooseInput): Promise<unknown> {
  const [method, path] = operation.split(' ') as [Method, string];
  const url = addressOf(options.baseUrl, path, input);
  const hasKey = takesIdempotencyKey.has(operation);
  const headers = headersOf(options, input, hasKey);
  const json = options.json ?? plainJson;
  const body = input.body === undefined ? null : json.write(input.body);
  // A change that asks for a version would be refused once it was made.
  const isRepeatable = hasKey || ((method === 'GET' || method === 'PUT') && input.ifMatch === undefined);
  for (let retriesLeft = options.retries ?? 2; ; retriesLeft -= 1) {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
    const signal = input.signal === undefined ? timeout : AbortSignal.any([timeout, input.signal]);
    let delayMs: number | null;
    try {
      const response = await fetch(url, { method, headers, body, signal });
      if (response.ok) return await bodyOf(response, json);
      delayMs = retriesLeft > 0 ? retryAfter(response, isRepeatable) : null;
      if (delayMs === null) throw await ApiProblem.of(response);
      await response.body?.cancel();
    } catch (error) {
      const isFinal = error instanceof ApiProblem || !isRepeatable || input.signal?.aborted === true;
      if (isFinal || retriesLeft <= 0) throw error;
      delayMs = 0;
    }
    const backoffMs = retryDelayMs * (1 + Math.random()) * 2 ** ((options.retries ?? 2) - retriesLeft);
    await wait(Math.max(delayMs, backoffMs), input.signal);
  }
}

function addressOf(baseUrl: string, path: string, { params = {}, query = {} }: LooseInput): URL {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const url = new URL(baseUrl.replace(/\/$/, '') + filled);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

function headersOf({ token }: ClientOptions, input: LooseInput, hasKey: boolean): Record<string, string> {
  return {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(input.body !== undefined && { 'content-type': 'application/json' }),
    ...(input.ifMatch !== undefined && { 'if-match': `"${input.ifMatch}"` }),
    ...(hasKey && { 'idempotency-key': input.idempotencyKey ?? crypto.randomUUID() }),
  };
}

async function bodyOf(response: Response, json: JsonFormat): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  return response.headers.get('content-type')?.startsWith('application/json') ? json.parse(text) : text;
}

/** How long to wait before the request is sent again; null: not at all. What came too fast (429) was not begun. */
function retryAfter({ status, headers }: Response, isRepeatable: boolean): number | null {
  if (status !== 429 && !(isRepeatable && [502, 503, 504].includes(status))) return null;
  const delayMs = Number(headers.get('retry-after') ?? 0) * 1_000;
  return delayMs <= retryAfterMaxMs ? delayMs : null;
}

/** Ends early, with the signal's reason, when the signal says so. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
