/**
 * The far end of every system: as lean as a real HTTP server can be. It reads each body, notes when its request
 * began to arrive, and answers 200.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { endWithParent, tellParent } from '../processes/bench-child.js';
import { Arrivals } from './arrivals.js';

let arrivals = new Arrivals(0, 0);

function receive(request: IncomingMessage, response: ServerResponse): void {
  const atMs = performance.timeOrigin + performance.now();
  let body = '';
  request.setEncoding('latin1');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 });
    response.end('ok');
    if (arrivals.note((JSON.parse(body) as { run: number }).run, atMs)) tellParent({ complete: true });
  });
}

const server = createServer({ keepAliveTimeout: 60_000 }, receive);
server.listen(0, '127.0.0.1');
await once(server, 'listening');

process.on('message', (message: { runs: number; dueAtMs: number } | { report: true }) => {
  if ('report' in message) return tellParent(arrivals.report());
  arrivals = new Arrivals(message.runs, message.dueAtMs);
  tellParent({});
});
endWithParent();
tellParent({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
