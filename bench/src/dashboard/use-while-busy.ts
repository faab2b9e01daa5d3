import { io } from 'socket.io-client';
import { framesWhile } from './frames.js';
import type { DashboardOptions, Stage } from './stage.js';

export interface Busy {
  /** Events of tasks and runs that a client of the API heard each second. */
  eventsPerSecond: number;
  /** Times between frames, ms. */
  frameMs: number[];
  /** From a key to the frame that shows its letter, ms. */
  keyMs: number[];
}

const leadMs = 4_000;
const keyEveryMs = 200;

/** Types into the filter of the list of runs while many of them begin and end. */
export async function measureWhileBusy(
  { openPage, url, system }: Stage,
  { runsPerSecond, seconds }: DashboardOptions,
): Promise<Busy> {
  const page = await openPage();
  await page.goto('/runs');
  await page.getByRole('button', { name: 'Live', exact: true }).waitFor();
  await page.getByLabel('Filter runs', { exact: true }).focus();
  await page.evaluate(noteKeys);
  let events = 0;
  const socket = io(url, { path: '/api/socket', transports: ['websocket'], forceNew: true });
  socket.on('run.updated', () => (events += 1)).on('task.updated', () => (events += 1));
  const startAtMs = Date.now() + leadMs;
  for (let second = 0; second < seconds; second += 1)
    await system.schedule({ runs: runsPerSecond, dueAtMs: startAtMs + second * 1_000 });
  await page.waitForTimeout(Math.max(0, startAtMs - Date.now()));
  events = 0;
  const frameMs = await framesWhile(page, async () => {
    for (let key = 0; key < (seconds * 1_000) / keyEveryMs; key += 1) {
      await page.keyboard.press(key % 2 === 0 ? 'a' : 'Backspace');
      await page.waitForTimeout(keyEveryMs);
    }
  });
  const eventsPerSecond = events / seconds;
  socket.disconnect();
  const keyMs = await page.evaluate(() => window.notedKeys!);
  await page.context().close();
  return { eventsPerSecond, frameMs, keyMs };
}

declare global {
  interface Window {
    notedKeys?: number[];
  }
}

/** Runs in the page: from each key press, as the system stamped it, to the frame after what it changed. */
function noteKeys(): void {
  const noted: number[] = (window.notedKeys = []);
  addEventListener(
    'input',
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => noted.push(performance.now() - timeStamp))),
    true,
  );
}
