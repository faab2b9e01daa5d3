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

const pages = /^\/(api\/docs|admin\/queues)(\/|$)/i;

/** They are the same for everybody, and large. */
const files = /^\/(api\/docs|admin\/queues\/static)\//i;

export const setSecurityHeaders: RequestHandler = (request, response, next) => {
  if (!files.test(request.path)) response.setHeader('cache-control', 'no-store');
  if (pages.test(request.path)) ofPages(request, response, next);
  else ofData(request, response, next);
};
