import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Answers are data: not to be framed, sniffed, kept, or run. */
const ofData = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  xFrameOptions: { action: 'deny' },
});

/** Pages run the scripts that come with them, and no others. */
const ofPages = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
});

const pages = /^\/(api\/docs|admin\/queues)(\/|$)/;

export const setSecurityHeaders: RequestHandler = (request, response, next) => {
  if (pages.test(request.path)) return ofPages(request, response, next);
  response.setHeader('cache-control', 'no-store');
  ofData(request, response, next);
};
