import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Where Next's pages look for their scripts, styles and fonts. */
const prefix = '/_next/static';
const yearS = 365 * 24 * 3_600;

/** Answers one request for a page or a file. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined;

/**
 * Serves what Next has built as it lies in the folder, compressed by the build (scripts/build-web.mjs): Next would
 * compress a file anew for every visitor. Names change with contents, so browsers keep every file. What is not there
 * is a page's to answer.
 *
 * @param folder `.next/static` of a production build
 */
export function withStaticFiles(folder: string, servePage: Serve): Serve {
  const serveFile = sirv(folder, { brotli: true, gzip: true, etag: true, immutable: true, maxAge: yearS });
  return (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(`${prefix}/`)) return servePage(request, response);
    request.url = url.slice(prefix.length);
    let isThere = true;
    // It has read the folder's names at the start, and says at once that it does not know one.
    serveFile(request, response, () => {
      isThere = false;
    });
    if (isThere) return undefined;
    request.url = url;
    return servePage(request, response);
  };
}
