import type { Stage } from './stage.js';

/** Milliseconds since the navigation began, one for each opening. */
export interface Opening {
  /** The first frame with rows of the list. */
  rowsMs: number[];
  /** The end of the last task of 50 ms or more up to two seconds later: from here on clicks are answered at once. */
  interactiveMs: number[];
}

const openings = 7;
const quietMs = 2_000;

/** Opens the list of tasks with an empty cache, again and again; the first time, which warms the server, does not count. */
export async function measureOpening({ openPage }: Stage): Promise<Opening> {
  const opening: Opening = { rowsMs: [], interactiveMs: [] };
  for (let time = 0; time <= openings; time += 1) {
    const page = await openPage();
    await page.addInitScript(noteOpening);
    await page.goto('/tasks');
    await page.waitForFunction(() => window.opening?.rowsMs !== null);
    await page.waitForTimeout(quietMs);
    const { rowsMs, longTasksEndMs } = (await page.evaluate(() => window.opening))!;
    await page.context().close();
    if (time === 0) continue;
    opening.rowsMs.push(rowsMs!);
    opening.interactiveMs.push(Math.max(rowsMs!, longTasksEndMs));
  }
  return opening;
}

declare global {
  interface Window {
    opening?: { rowsMs: number | null; longTasksEndMs: number };
  }
}

/** Runs in the page, before its own scripts. */
function noteOpening(): void {
  const opening = (window.opening = { rowsMs: null as number | null, longTasksEndMs: 0 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) opening.longTasksEndMs = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if (document.querySelector('[role=rowheader], tbody th[scope=row]') === null) requestAnimationFrame(look);
    else opening.rowsMs = performance.now();
  };
  requestAnimationFrame(look);
}
