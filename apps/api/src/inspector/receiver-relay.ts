import { AppError } from '@carillon/domain';
import { request } from 'undici';
import { z } from 'zod';

/** Somebody looks at the screen; a receiver on the same machine answers in milliseconds. */
const timeoutMs = 2_000;

const problem = z.object({
  detail: z.string(),
  fieldErrors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

export interface RelayCall {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  body?: object;
}

/**
 * Asks the dummy webhook.
 *
 * @throws AppError `inspector.unreachable`; `inspector.request_not_found`; `request.invalid` with what it says about
 *   the fields
 */
export async function askReceiver<Answer>(
  url: URL,
  schema: z.ZodType<Answer>,
  { method = 'GET', body }: RelayCall = {},
): Promise<Answer> {
  const { status, json } = await call(url, method, body);
  if (status === 400) throw refusalOf(json);
  // Another server may have no such path: it is the dummy webhook that speaks of its calls.
  if (status === 404 && problem.safeParse(json).data?.detail.startsWith('Call ')) throw notHeld();
  const answer = schema.safeParse(json);
  if (status === 200 && answer.success) return answer.data;
  throw unreachable(url, `It answers ${status}, and not as the dummy webhook does.`);
}

async function call(url: URL, method: NonNullable<RelayCall['method']>, body: object | undefined) {
  try {
    const response = await request(url, {
      method,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    const text = await response.body.text();
    return { status: response.statusCode, json: parse(text) };
  } catch (cause) {
    throw unreachable(url, 'It does not answer.', cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(json: unknown): AppError {
  const parsed = problem.safeParse(json);
  if (!parsed.success) return new AppError('request.invalid', 'The dummy webhook refuses this.');
  return new AppError('request.invalid', parsed.data.detail, { fieldErrors: parsed.data.fieldErrors });
}

function notHeld(): AppError {
  return new AppError(
    'inspector.request_not_found',
    'The receiver does not hold this request, or no longer.',
    {
      hint: 'It keeps the last hundred in memory. Pin what is to stay.',
    },
  );
}

function unreachable({ origin }: URL, what: string, cause?: unknown): AppError {
  return new AppError('inspector.unreachable', `The dummy webhook cannot be asked at ${origin}. ${what}`, {
    cause,
    hint: 'Look whether the process dummy-webhook runs, and whether CARILLON_DUMMY_URL names it.',
  });
}
