/**
 * A webhook sink as a process of its own, for smoke tests and benchmarks.
 *
 *   node sink-process.js [--port N] [--file requests.jsonl] [--status N] [--delay-ms N] [--keep]
 *
 * Prints `{"url":"…"}` on stdout when it listens; a line on stdin is answered with `{"received":N}`.
 * Ends on SIGTERM, and when its stdin closes, so that it never outlives the process that started it.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { WebhookSink } from './webhook-sink.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    file: { type: 'string' },
    status: { type: 'string', default: '200' },
    'delay-ms': { type: 'string', default: '0' },
    keep: { type: 'boolean', default: false },
  },
});
const delayMs = Number(values['delay-ms']);
const sink = await WebhookSink.start({
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.file === undefined ? {} : { file: values.file }),
  keepRequests: values.keep,
  answer: { status: Number(values.status), ...(delayMs > 0 ? { delayMs } : {}) },
});

const print = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const end = (): void => void sink.close().then(() => process.exit(0));
process.once('SIGTERM', end);
process.once('SIGINT', end);
createInterface({ input: process.stdin })
  .on('line', () => print({ received: sink.received }))
  .once('close', end);
print({ url: sink.url() });
