import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { AppError } from '@carillon/domain';
import type { HintQueue, QueueAdmin } from '@carillon/queue';
import type { Express, RequestHandler } from 'express';
import type { Authenticator } from '../auth/principal.js';
import { mayAct } from '../auth/principal.js';

export const boardPath = '/admin/queues';

/** Its page runs scripts of its own, brings styles with its elements, and asks nobody else for anything. */
const boardPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface BoardDependencies {
  authenticator: Authenticator;
  queueAdmin: QueueAdmin;
}

/**
 * Bull Board, to be mounted at its path before anything else answers there: Nest's guards do not know of it, so it
 * brings its own, and nothing reaches the board but through that. It shows and changes nothing: what a queue holds
 * are hints, and what becomes of runs is decided in PostgreSQL.
 */
export function createBoard({ authenticator, queueAdmin }: BoardDependencies): RequestHandler[] {
  const server = new ExpressAdapter().setBasePath(boardPath);
  const board = createBullBoard({
    queues: [],
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Carillon' } },
  });
  const show: RequestHandler = async (_request, response, next) => {
    const queues = await queueAdmin.queues();
    board.replaceQueues(queues.map(toBoard));
    response.setHeader('content-security-policy', boardPolicy);
    next();
  };
  const pages = (server.getRouter() as Express).disable('x-powered-by');
  return [admitAdministrators(authenticator), refuseChanges, show, pages];
}

/** Its type is that of BullMQ's own queue on Redis; on both stores it asks only for what every queue answers. */
function toBoard(queue: HintQueue): BullMQAdapter {
  return new BullMQAdapter(queue as unknown as ConstructorParameters<typeof BullMQAdapter>[0], {
    readOnlyMode: true,
  });
}

function admitAdministrators(authenticator: Authenticator): RequestHandler {
  return async (request, _response, next) => {
    const principal = await authenticator.authenticate(request);
    if (principal === null) throw new AppError('auth.required', 'Sign in to see the queues.');
    if (!mayAct(principal, 'admin', 'admin')) {
      throw new AppError('auth.forbidden', 'Only an administrator may see the queues.');
    }
    next();
  };
}

const refuseChanges: RequestHandler = ({ method }, response, next) => {
  if (method === 'GET' || method === 'HEAD') return next();
  response.setHeader('allow', 'GET, HEAD');
  throw new AppError('route.method_not_allowed', 'The board shows the queues and does not change them.');
};
