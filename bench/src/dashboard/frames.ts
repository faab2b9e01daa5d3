import type { Page } from '@playwright/test';

declare global {
  interface Window {
    notedFrames?: { gapsMs: number[]; isOver: boolean };
  }
}

/** The times between frames while something is done, in ms. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames = (window.notedFrames = { gapsMs: [] as number[], isOver: false });
    let last = performance.now();
    const note = (now: number): void => {
      frames.gapsMs.push(now - last);
      last = now;
      if (!frames.isOver) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  return page.evaluate(() => {
    window.notedFrames!.isOver = true;
    return window.notedFrames!.gapsMs;
  });
}
