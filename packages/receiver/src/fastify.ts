import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeHandler } from './node.js';
import type { Receiver } from './receiver.js';

/** As much of a Fastify instance as is used. */
interface Scope {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, body: unknown, done: (error: null) => void) => void,
  ): unknown;
  route(options: {
    method: string[];
    url: string;
    handler: (
      request: { raw: IncomingMessage },
      reply: { raw: ServerResponse; hijack(): unknown },
    ) => Promise<void>;
  }): unknown;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A plugin: `app.register(fastifyReceiver(receiver), { prefix: '/webhook' })`. Within it nothing parses bodies, so that
 * they can be verified; other routes keep their parsers.
 */
export function fastifyReceiver(receiver: Receiver): (scope: Scope) => Promise<void> {
  const handle = nodeHandler(receiver);
  return (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.route({
      method: methods,
      url: '/',
      handler: (request, reply) => {
        reply.hijack();
        return handle(request.raw, reply.raw);
      },
    });
    return Promise.resolve();
  };
}
