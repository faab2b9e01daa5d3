import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from '@playwright/test';
import { until } from '@carillon/testkit';
import { Dashboard, describeInBrowser } from './dashboard.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phoneWidth = 320;

/** By their names in the tests; `:task` and `:run` are filled in once there are some. */
const routes = [
  '/',
  '/tasks',
  '/tasks/new',
  '/tasks/:task',
  '/runs',
  '/runs/:run',
  '/attention',
  '/lanes',
  '/activity',
  '/inspector',
  '/calendar',
  '/settings/profile',
  '/settings/sessions',
  '/settings/users',
  '/settings/api-keys',
  '/settings/secrets',
  '/settings/signing-secrets',
  '/settings/outbound',
  '/settings/retention',
  '/settings/audit',
  '/settings/import-export',
  '/health',
];

interface Finding {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

describeInBrowser('every page', () => {
  let dashboard: Dashboard;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    dashboard = await Dashboard.start();
    const make = (overrides: object) =>
      dashboard.ask<{ id: string }>('POST', '/tasks', {
        webhookUrl: dashboard.receiverUrl,
        jsonPayload: { report: 'a payload' },
        ...overrides,
      });
    const failing = await make({
      taskName: 'A task whose name is rather long, as names of tasks come to be when they say everything',
      start: 'now',
      maxRetry: 0,
      webhookUrl: new URL('/no-such-address', dashboard.receiverUrl).href,
    });
    await make({ taskName: 'nightly-report', taskSchedule: '0 3 * * *', tags: ['reports', 'night'] });
    await make({ taskName: 'in a lane', lane: 'billing', start: 'now' });
    const { items } = await until(
      async () => {
        const page = await dashboard.ask<{ items: { id: string; runStatus: string }[] }>(
          'GET',
          `/tasks/${failing.id}/runs`,
        );
        return page.items.some(({ runStatus }) => runStatus === 'failed') ? page : null;
      },
      { what: 'the run failed' },
    );
    ids[':task'] = failing.id;
    ids[':run'] = items[0]!.id;
  }, 120_000);
  afterEach(async () => {
    expect(await dashboard.closeWindows()).toEqual([]);
  });
  afterAll(() => dashboard?.stop(), 60_000);

  const addressOf = (route: string) => route.replace(/:\w+/, (name) => ids[name]!);
  const titles: string[] = [];

  // One visit looks at everything: most of the time goes into opening pages.
  test.each(routes)('%s: nothing for axe in either theme, fits 320 px, a title of its own', async (route) => {
    const page = await dashboard.open(addressOf(route), { colorScheme: 'light', reducedMotion: 'reduce' });
    await settled(page);
    await page.evaluate(axeSource);
    const light = await axeFindings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    const dark = await axeFindings(page);
    await page.waitForFunction(() => document.title.endsWith('· Carillon'));
    const title = await page.title();
    const headings = await page.getByRole('heading', { level: 1 }).count();
    await page.setViewportSize({ width: phoneWidth, height: 640 });
    await settled(page);
    const tooWide = await page.evaluate(wideElements, phoneWidth);
    expect({ light, dark, tooWide, headings }).toEqual({ light: [], dark: [], tooWide: [], headings: 1 });
    expect(titles).not.toContain(title);
    titles.push(title);
  });
});

/** Its heading is there, and nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('main [role=status][aria-label^=Loading]') === null,
  );
}

/** What axe finds wrong with the page as it is now, a line each. */
async function axeFindings(page: Page): Promise<string[]> {
  const findings = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: object) => Promise<{ violations: Finding[] }> } };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return findings.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`),
  );
}

/** Runs in the page: what stands out beyond its right edge. */
function wideElements(width: number): string[] {
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.tagName} ${element.className.toString().slice(0, 80)}`)
    .slice(0, 8);
}
