// A receiver without any framework. Start: CARILLON_SIGNING_SECRET=whsec_… node server.ts
import { createServer } from 'node:http';
import { Receiver, neverRetry, nodeHandler } from '@carillon/receiver';

const receiver = new Receiver({ secrets: process.env.CARILLON_SIGNING_SECRET ?? '' }, (delivery) => {
  // Nothing that comes later makes a good order of a bad one.
  if (!isOrder(delivery.payload)) return neverRetry('no order number');
  // … book the order. What is thrown here becomes a 500, and Carillon tries again.
});

function isOrder(payload: unknown): payload is { order: number } {
  return typeof payload === 'object' && payload !== null && 'order' in payload;
}

const handle = nodeHandler(receiver);

export const server = createServer((request, response) => void handle(request, response));
server.listen(Number(process.env.PORT ?? 4000));
