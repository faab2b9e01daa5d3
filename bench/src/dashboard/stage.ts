import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { freePort, startCarillonProcess } from '@carillon/testkit';
import type { RunningSystem } from '../systems/system.js';

export interface DashboardOptions {
  tasks: number;
  runsPerSecond: number;
  seconds: number;
}

/** The pieces of the dashboard's production build, in front of everything that `carillon up` starts. */
export interface Stage {
  /** A page in a window of its own, with an empty cache. */
  openPage: () => Promise<Page>;
  /** Of the dashboard; its API is below it. */
  url: string;
  system: RunningSystem;
}

const web = fileURLToPath(new URL('../../../apps/web/dist/main.js', import.meta.url));

interface Where {
  apiUrl: string;
  folder: string;
  executablePath: string;
}

/** Starts the dashboard's production build and a browser for it. */
export async function withDashboard<Result>(
  { apiUrl, folder, executablePath }: Where,
  measure: (stage: Omit<Stage, 'system'> & { chromium: string }) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const env = { CARILLON_WEB_PORT: String(port), CARILLON_API_URL: apiUrl, CARILLON_LOG_LEVEL: 'warn' };
  const server = await startCarillonProcess([web], { env, logFile: join(folder, 'web.log') });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const url = `http://127.0.0.1:${port}`;
    return await measure({ url, chromium: browser.version(), openPage: () => openPage(browser, url) });
  } finally {
    await browser.close();
    await server.end('SIGTERM');
  }
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1_440, height: 900 } });
  // There is no administrator here, and the page that asks for one is not what is measured.
  await context.addInitScript(() => {
    if (location.protocol !== 'about:') sessionStorage.setItem('carillon.setup-skipped', '1');
  });
  return context.newPage();
}
