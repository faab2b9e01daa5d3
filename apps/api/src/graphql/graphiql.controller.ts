import { createHash } from 'node:crypto';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { NeedsScope, Role } from '../http/access.js';

/** Where GraphiQL keeps what is being written; for its script alone. */
const address = z.record(z.string(), z.unknown());

/**
 * GraphiQL, in development alone. Its page has everything in it and asks our own origin, as the dashboard does: with the
 * session's cookie and JSON, so that it needs no token and no rule about who may send the cookie is another.
 */
@ApiExcludeController()
@Controller('graphql')
export class GraphiqlController {
  #page: Promise<GraphiqlPage> | undefined;

  @Get()
  @Role('viewer')
  @NeedsScope(null)
  async show(@Query({ schema: address }) _address: object, @Res() response: Response): Promise<void> {
    const { html, policy } = await (this.#page ??= renderPage());
    response.setHeader('content-security-policy', policy).type('html').send(html);
  }
}

interface GraphiqlPage {
  html: string;
  policy: string;
}

async function renderPage(): Promise<GraphiqlPage> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    endpoint: '/graphql',
    title: 'Carillon GraphiQL',
    credentials: 'same-origin',
    // Subscriptions too, for which it would take GET.
    method: 'POST',
  });
  const [, script] = /<script>([^]*)<\/script>/.exec(html)!;
  return { html, policy: policyFor(script!) };
}

/** The one script of the page, by its hash; its editor runs workers that the script makes, and brings styles with its elements. */
function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
