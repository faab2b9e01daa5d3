// A receiver that answers at once, works for minutes and calls back. Start: CARILLON_SIGNING_SECRET=whsec_… node server.ts
import { setTimeout as wait } from 'node:timers/promises';
import { Receiver, later, nodeHandler } from '@carillon/receiver';
import express from 'express';

const receiver = new Receiver(
  {
    secrets: process.env.CARILLON_SIGNING_SECRET ?? '',
    onError: (error, { runId }) => process.stderr.write(`run ${runId}: ${String(error)}\n`),
  },
  () =>
    later({
      withinSeconds: 600,
      work: async (run) => {
        for (const percent of [25, 50, 75]) {
          await wait(Number(process.env.STEP_MS ?? 60_000));
          await run.progress(percent, `${percent} % of the report is written`);
        }
        return { result: { pages: 12 }, cost: 0.25, qualityScore: 98 };
      },
    }),
);

const app = express();
// Before express.json(): the signature covers the bytes, not what they mean.
app.post('/webhook', nodeHandler(receiver));
app.use(express.json());

export const server = app.listen(Number(process.env.PORT ?? 4000));
