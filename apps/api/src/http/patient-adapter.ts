import { createServer } from 'node:http';
import { writeJson } from '@carillon/domain';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, Response } from 'express';

/** So long a client may take for the head of a request, and for all of it: 256 kB at most. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 60_000;

/**
 * Express on a server whose patience with slow clients has an end: each of them holds a connection. Its answers have
 * every digit of the numbers in payloads and results.
 */
export class PatientAdapter extends ExpressAdapter {
  constructor() {
    super();
    this.getInstance<Express>().response.json = sendExactJson;
  }

  override initHttpServer(): void {
    const patience = {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: 1_000,
    };
    this.httpServer = createServer(patience, this.getInstance());
  }
}

/** As Express does it, but for numbers that the language would round. */
function sendExactJson(this: Response, body: unknown): Response {
  if (this.get('content-type') === undefined) this.set('content-type', 'application/json');
  return this.send(writeJson(body));
}
