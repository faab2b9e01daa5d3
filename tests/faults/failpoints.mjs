/**
 * Loaded into a process under test with `node --import`: ends or stalls it at a step that it announces on
 * node:diagnostics_channel (apps/cli/src/worker/steps.ts).
 *
 *   FAILPOINT=deliver.before_connect:exit      SIGKILL to itself when the step is reached
 *   FAILPOINT=deliver.after_response:stall:8000    blocks the event loop so many milliseconds
 *   FAILPOINT=publish.after_commit:exit:3      the third time, and for exit every later one
 *   FAILPOINT_WHEN={"taskId":"…","runs":true}  counts only where the step's facts agree; true: any but 0 and empty
 */
import { subscribe } from 'node:diagnostics_channel';

const [step, action, ...numbers] = (process.env.FAILPOINT ?? '').split(':');
const stallMs = action === 'stall' ? Number(numbers.shift()) : 0;
const from = Number(numbers.shift() ?? 1);
const wanted = Object.entries(JSON.parse(process.env.FAILPOINT_WHEN ?? '{}'));
let reached = 0;

function applies(facts) {
  return wanted.every(([name, value]) => (value === true ? Boolean(facts[name]) : facts[name] === value));
}

subscribe(`carillon:${step}`, function (facts) {
  if (!applies(facts)) return;
  reached += 1;
  if (action === 'exit' && reached >= from) process.kill(process.pid, 'SIGKILL');
  if (action === 'stall' && reached === from)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stallMs);
});
