import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@carillon/telemetry';
import type { ApiGateway } from './api-gateway.js';
import { isForApi, isForLiveSocket, leavesByDots } from './api-gateway.js';
import type { PageHeaders } from './page-headers.js';
import { givePageHeaders } from './page-headers.js';
import type { Serve } from './static-files.js';

export interface AnswerOptions {
  gateway: ApiGateway;
  servePage: Serve;
  upgradePage: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  logger: Logger;
  place: PageHeaders['place'];
  dev: boolean;
}

/** Who answers what: the API, or a page. */
export function answerWith({ gateway, servePage, upgradePage, logger, place, dev }: AnswerOptions): {
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
} {
  return {
    answer: (request, response) => {
      if (isForApi(request.url)) {
        if (!leavesByDots(request.url)) return gateway.pass(request, response);
        return void response.writeHead(400).end('The address is not one.');
      }
      givePageHeaders(request, response, { place, dev });
      servePage(request, response)?.catch((error: unknown) => {
        logger.error('A page could not be served', { path: request.url, error });
        response.writeHead(500).end('The page could not be served.');
      });
    },
    upgrade: (request, socket, head) => {
      if (isForLiveSocket(request.url) && !leavesByDots(request.url)) {
        return gateway.passSocket(request, socket, head);
      }
      // While pages are compiled on demand, their reloads come over a socket of Next's own.
      if (dev) return void upgradePage(request, socket, head);
      socket.destroy();
    },
  };
}
