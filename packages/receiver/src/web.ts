import { answer } from './answers.js';
import type { Receiver } from './receiver.js';

/** For what takes a Web `Request` and gives a `Response`: a route handler of Next.js (`export const POST`), Hono, Deno, Bun. */
export function webHandler(receiver: Receiver): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readBody(request, receiver.bodyBytesMax);
    const reply =
      body === null
        ? answer(413, { error: 'The body is too long' })
        : await receiver.receive({ headers: request.headers, body });
    return new Response(reply.body === '' ? null : reply.body, reply);
  };
}

/** @returns null when it is too long */
async function readBody(request: Request, bytesMax: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
