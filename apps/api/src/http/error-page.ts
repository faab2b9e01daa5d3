import type { ProblemCode, RefusalExplanation } from '@carillon/domain';
import { errorCatalogue } from '@carillon/domain';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express, RequestHandler } from 'express';
import { statusOfCode } from './problem.js';

/** Where people read what every code of a problem means. */
const errorPagePath = '/api/docs/errors';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid #8886; padding: .75rem; scroll-margin-top: 1rem; }
section:target { background: #fc03; }
h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h2 span { font-weight: 400; opacity: .75; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: inherit; }
code { font-family: ui-monospace, monospace; font-size: .9em; }`;

/** Serves that page, to everybody, as the API's other documentation. */
export function serveErrorPage(app: NestExpressApplication): void {
  const page = errorPage();
  const show: RequestHandler = (_request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.type('html').send(page);
  };
  const express: Express = app.getHttpAdapter().getInstance();
  express.get(errorPagePath, show);
}

function errorPage(): string {
  const entries = Object.entries(errorCatalogue) as [ProblemCode, RefusalExplanation][];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Errors of the API – Carillon</title><style>${style}</style></head>
<body>
<main>
<h1>Errors of the API</h1>
<p>Each refusal is a problem document (RFC 9457). Its <code>code</code> stands below; <code>detail</code> says what was wrong this time, <code>fieldErrors</code> where, and <code>requestId</code> leads to the log. <a href="/api/docs">All routes</a></p>
${entries.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section([code, { cause, advice }]: [ProblemCode, RefusalExplanation]): string {
  return `<section id="${code}"><h2><a href="#${code}"><code>${code}</code></a> <span>${statusOfCode(code)}</span></h2><p>${toHtml(cause)}</p><p>${toHtml(advice)}</p></section>`;
}

/** Text of the catalogue, in which backticks stand around what is code. */
function toHtml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}
