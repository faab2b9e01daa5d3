import { Readable, pipeline } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import type { Answer } from './webhook.schemas.js';

const dripIntervalMs = 200;
const dripBytesMax = 3_000;
const hugeChunk = Buffer.alloc(65_536, 'ding dong ');
const hugeChunks = 160;

/** Sends the answer the way its scenario has it: whole, or as a receiver that is ill. */
export function sendAnswer(response: Response, { status, headers, body, text, scenario }: Answer): void {
  if (scenario === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  // A call that hangs ends when its sender has had enough.
  if (status === null) return;
  response.status(status).set(headers);
  if (scenario === 'drip') stream(drip(), response);
  else if (scenario === 'huge') stream(huge(), response);
  else if (text === null) response.json(body);
  else {
    if (response.get('content-type') === undefined) response.type('text/plain');
    response.send(text);
  }
}

function stream(body: Iterable<Buffer> | AsyncIterable<string>, response: Response): void {
  // That its reader has had enough of it is no error.
  pipeline(Readable.from(body), response.type('text/plain'), () => {});
}

/** A byte every 200 ms, for ten minutes. */
async function* drip(): AsyncGenerator<string> {
  for (let byte = 0; byte < dripBytesMax; byte += 1) {
    yield '.';
    await wait(dripIntervalMs);
  }
}

/** 10 MiB. */
function* huge(): Generator<Buffer> {
  for (let chunk = 0; chunk < hugeChunks; chunk += 1) yield hugeChunk;
}
