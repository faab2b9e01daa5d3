import type { Page } from '@playwright/test';
import { framesWhile } from './frames.js';
import type { Stage } from './stage.js';

export interface Scrolling {
  /** Rows that were read, and rows that the document held at its end. */
  rowsRead: number;
  rowsInDocument: number;
  /** Times between frames while it scrolled, ms. */
  frameMs: number[];
}

const stepPx = 600;
const stepEveryMs = 50;
const steps = 200;
const rows = 'tbody tr, [role=rowgroup] [role=row]';

/** Reads the whole list, page after page as a reader does at its end, and then scrolls through it from the top. */
export async function measureScrolling({ openPage }: Stage, tasks: number): Promise<Scrolling> {
  const page = await openPage();
  await page.addInitScript(() =>
    localStorage.setItem('carillon.preferences', JSON.stringify({ pageSize: 100 })),
  );
  await page.goto('/tasks');
  await page.locator(rows).first().waitFor();
  await readAll(page, tasks);
  await page.mouse.move(800, 500);
  await page.evaluate(() => {
    for (const box of [document.scrollingElement!, ...document.querySelectorAll('main, main *')])
      box.scrollTop = 0;
  });
  const frameMs = await framesWhile(page, async () => {
    for (let step = 0; step < steps; step += 1) {
      await page.mouse.wheel(0, stepPx);
      await page.waitForTimeout(stepEveryMs);
    }
  });
  const rowsInDocument = await page.locator(rows).count();
  await page.context().close();
  return { rowsRead: tasks, rowsInDocument, frameMs };
}

async function readAll(page: Page, tasks: number): Promise<void> {
  const words = `${tasks.toLocaleString('en')} of ${tasks.toLocaleString('en')} `;
  await page.waitForFunction(
    (whole) => {
      const more = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Show more');
      if (more?.disabled === false) more.click();
      return document.body.textContent?.includes(whole);
    },
    words,
    { polling: 50, timeout: 300_000 },
  );
}
