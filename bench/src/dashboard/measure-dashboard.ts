import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import pg from 'pg';
import { chromiumPath, freePort, startCarillonProcess } from '@carillon/testkit';
import { withApi } from '../api/running-api.js';
import { insertStoredTasks } from '../api/stored-tasks.js';
import { startCarillon } from '../systems/carillon.js';
import type { RunningSystem } from '../systems/system.js';
import type { Machine } from '../throughput/machine.js';
import { describeMachine } from '../throughput/machine.js';
import { startWorkshop } from '../throughput/workshop.js';
import type { Opening } from './open-page.js';
import { measureOpening } from './open-page.js';
import type { Scrolling } from './scroll-list.js';
import { measureScrolling } from './scroll-list.js';
import type { Busy } from './use-while-busy.js';
import { measureWhileBusy } from './use-while-busy.js';
import { measureChanges } from './watch-changes.js';

export interface DashboardOptions {
  tasks: number;
  runsPerSecond: number;
  seconds: number;
}

export interface DashboardResult extends DashboardOptions {
  opening: Opening;
  scrolling: Scrolling;
  /** From the API's answer to a change to the frame that shows it, ms. */
  changesMs: number[];
  busy: Busy;
  chromium: string;
  machine: Machine;
  /** ISO 8601, when the measurement ended. */
  measuredAt: string;
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

/** @throws Error where there is no Chromium */
export async function measureDashboard(
  options: DashboardOptions,
  progress: (line: string) => void,
): Promise<DashboardResult> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('There is no Chromium here: install the package chromium.');
  const workshop = await startWorkshop();
  try {
    const place = { ...(await workshop.openPlace()), folder: workshop.folder };
    const system = await startCarillon(
      { ...place, receiverUrl: workshop.receiver.url, concurrency: 64 },
      place.redisUrl,
    );
    try {
      progress(`Storing ${options.tasks} tasks …`);
      await storeTasks(place.adminUrl, options.tasks);
      const figures = await withApi(place, (api) =>
        withDashboard({ apiUrl: api.url, folder: place.folder, executablePath }, async (seen) =>
          measureAll({ ...seen, system }, options, progress),
        ),
      );
      const machine = await describeMachine(workshop.admin, []);
      return { ...options, ...figures, machine, measuredAt: new Date().toISOString() };
    } finally {
      await system.stop();
    }
  } finally {
    await workshop.stop();
  }
}

async function measureAll(
  stage: Stage & { chromium: string },
  options: DashboardOptions,
  progress: (line: string) => void,
) {
  progress('Opening the list of tasks …');
  const opening = await measureOpening(stage);
  progress('Scrolling through it …');
  const scrolling = await measureScrolling(stage, options.tasks);
  progress('Waiting for changes …');
  const changesMs = await measureChanges(stage);
  progress('Using it while much happens …');
  const busy = await measureWhileBusy(stage, options);
  return { opening, scrolling, changesMs, busy, chromium: stage.chromium };
}

async function storeTasks(adminUrl: string, count: number): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    await insertStoredTasks(admin, count);
    await admin.query('vacuum analyze tasks');
  } finally {
    await admin.end();
  }
}

interface Where {
  apiUrl: string;
  folder: string;
  executablePath: string;
}

async function withDashboard<Result>(
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
