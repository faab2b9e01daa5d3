// A receiver in Next.js: this file is app/webhook/route.ts.
import { Receiver, done, webHandler } from '@carillon/receiver';

// The signature is verified with node:crypto.
export const runtime = 'nodejs';

const receiver = new Receiver({ secrets: process.env.CARILLON_SIGNING_SECRET ?? '' }, (delivery) =>
  done({ result: { greeted: delivery.payload }, cost: 0.01 }),
);

export const POST = webHandler(receiver);
