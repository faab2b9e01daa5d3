import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answers.js';
import { answer } from './answers.js';
import type { Receiver } from './receiver.js';

/** A listener of `node:http`, and a handler of Express. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * For `http.createServer` and for Express. In Express it stands before `express.json()`, or after `express.raw()`;
 * behind a parser that leaves no raw body it answers 500 and says so.
 */
export function nodeHandler(receiver: Receiver): NodeHandler {
  return async (request, response) => {
    const body = await readBody(request, receiver.bodyBytesMax);
    const reply = Buffer.isBuffer(body) ? await receiver.receive({ headers: request.headers, body }) : body;
    // The sender has gone, or the rest of a body that is too long is not waited for.
    if (!request.complete) response.setHeader('connection', 'close');
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };
}

/** @returns an answer when there is no body to be had */
async function readBody(
  request: IncomingMessage & { body?: unknown },
  bytesMax: number,
): Promise<Buffer | Answer> {
  if (Buffer.isBuffer(request.body)) return request.body.length > bytesMax ? tooLong : request.body;
  if (request.readableEnded && hasBody(request)) return parsedBefore;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > bytesMax) return tooLong;
      chunks.push(chunk);
    }
  } catch {
    return answer(400, { error: 'The body ended too soon' });
  }
  return Buffer.concat(chunks);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const tooLong = answer(413, { error: 'The body is too long' });
const parsedBefore = answer(500, {
  error:
    'The body was parsed before it could be verified: put the receiver before express.json(), or use express.raw()',
});
