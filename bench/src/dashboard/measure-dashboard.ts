import pg from 'pg';
import { chromiumPath } from '@carillon/testkit';
import { withApi } from '../api/running-api.js';
import { insertStoredTasks } from '../api/stored-tasks.js';
import { startCarillon } from '../systems/carillon.js';
import type { Machine } from '../throughput/machine.js';
import { describeMachine } from '../throughput/machine.js';
import { startWorkshop } from '../throughput/workshop.js';
import type { Opening } from './open-page.js';
import { measureOpening } from './open-page.js';
import type { Scrolling } from './scroll-list.js';
import { measureScrolling } from './scroll-list.js';
import type { DashboardOptions, Stage } from './stage.js';
import { withDashboard } from './stage.js';
import type { Busy } from './use-while-busy.js';
import { measureWhileBusy } from './use-while-busy.js';
import { measureChanges } from './watch-changes.js';

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
      const figures = await withApi({ ...place, processes: 1 }, (api) =>
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
