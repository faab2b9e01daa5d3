/**
 * The main screens look as they did. Each is drawn from answers of the API that were kept, at the instant at which they
 * were given, and compared with its picture in this folder. After a change that is meant to be seen, take them anew and
 * look at what changed: `CARILLON_TEST_RECORD_PICTURES=1 npm test -- tests/browser/pictures`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { until } from '@carillon/testkit';
import { Dashboard, describeInBrowser, hearsKeys } from '../dashboard.js';
import { Recording } from './recording.js';

const isRecording = process.env.CARILLON_TEST_RECORD_PICTURES === '1';
const folder = fileURLToPath(new URL('.', import.meta.url));
/** Another Chromium draws letters a little differently; a box out of place is more than this. */
const differingShareMax = 0.01;

const pictures = ['overview', 'tasks', 'task', 'run', 'new-task', 'lanes', 'attention'].flatMap((screen) =>
  (['light', 'dark'] as const).map((theme) => [screen, theme] as const),
);

describeInBrowser('the pictures of the main screens', () => {
  let dashboard: Dashboard;
  let recording: Recording;

  beforeAll(async () => {
    dashboard = await Dashboard.start();
    recording = isRecording ? Recording.empty(await fill(dashboard)) : await Recording.read();
  }, 180_000);
  afterAll(async () => {
    if (isRecording) await recording.write();
    await dashboard?.stop();
  }, 60_000);

  test.each(pictures)('%s, %s', async (screen, theme) => {
    const context = await dashboard.openWindow({
      colorScheme: theme,
      reducedMotion: 'reduce',
      viewport: { width: 1_280, height: 800 },
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
    });
    let unknown: string[] = [];
    if (isRecording) recording.listen(context, `${screen} ${theme}`);
    else unknown = await recording.replay(context, `${screen} ${theme}`);
    const page = await context.newPage();
    await page.clock.setFixedTime(recording.at);
    await page.goto(recording.screens[screen]!);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await hearsKeys(page);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    await recording.settle();
    await dashboard.closeWindows();
    const file = join(folder, `${screen}-${theme}.png`);
    if (isRecording) await writeFile(file, taken);
    const share = await differingShare(await readFile(file), taken, `${screen}-${theme}`);
    expect({ unknown, isAlike: share <= differingShareMax, share }).toMatchObject({
      unknown: [],
      isAlike: true,
    });
  });

  test('every picture that is kept is compared', () => {
    expect(pictures.filter(([screen, theme]) => !existsSync(join(folder, `${screen}-${theme}.png`)))).toEqual(
      [],
    );
  });
});

/** Which part of the points differs, 0 to 1. Where they do, the difference is left in the temporary folder. */
async function differingShare(kept: Buffer, taken: Buffer, name: string): Promise<number> {
  const [before, now] = [PNG.sync.read(kept), PNG.sync.read(taken)];
  expect([now.width, now.height]).toEqual([before.width, before.height]);
  const difference = new PNG({ width: now.width, height: now.height });
  const points = pixelmatch(before.data, now.data, difference.data, now.width, now.height, {
    threshold: 0.2,
  });
  const share = points / (now.width * now.height);
  if (share > differingShareMax) {
    const place = join(tmpdir(), 'carillon-pictures');
    await mkdir(place, { recursive: true });
    await writeFile(join(place, `${name}-now.png`), taken);
    await writeFile(join(place, `${name}-difference.png`), PNG.sync.write(difference));
  }
  return share;
}

/** Tasks and runs of several kinds. @returns the addresses of the screens */
async function fill(dashboard: Dashboard): Promise<Record<string, string>> {
  const make = (overrides: object) =>
    dashboard.ask<{ id: string }>('POST', '/tasks', {
      webhookUrl: dashboard.receiverUrl,
      jsonPayload: { report: 'a payload' },
      ...overrides,
    });
  // What goes on by itself would be in another state on each picture.
  const { items: samples } = await dashboard.ask<{ items: { id: string }[] }>('GET', '/tasks');
  for (const { id } of samples) await dashboard.ask('POST', `/tasks/${id}/pause`, {});
  const failing = await make({
    taskName: 'legacy-export',
    start: 'now',
    maxRetry: 1,
    backoffBaseMs: 200,
    webhookUrl: new URL('/no-such-address', dashboard.receiverUrl).href,
    tags: ['reports'],
  });
  await make({
    taskName: 'nightly-report',
    taskSchedule: '0 3 * * *',
    timeZone: 'Europe/Berlin',
    tags: ['reports'],
  });
  await make({ taskName: 'weekly-digest', taskSchedule: '0 9 * * MON', timeZone: 'America/New_York' });
  const invoices = await make({ taskName: 'send-invoices', lane: 'billing', start: 'now', priority: 'high' });
  await make({ taskName: 'collect-payments', lane: 'billing', taskSchedule: '30 4 * * *', priority: 'low' });
  const runs = ({ id }: { id: string }) =>
    dashboard.ask<{ items: { id: string; finishedAt: string | null }[] }>('GET', `/tasks/${id}/runs`);
  for (const task of [invoices, failing]) {
    await until(async () => (await runs(task)).items.some(({ finishedAt }) => finishedAt !== null), {
      what: 'the run has ended',
    });
  }
  return {
    overview: '/',
    tasks: '/tasks',
    task: `/tasks/${failing.id}`,
    run: `/runs/${(await runs(failing)).items[0]!.id}`,
    'new-task': '/tasks/new',
    lanes: '/lanes',
    attention: '/attention',
  };
}
