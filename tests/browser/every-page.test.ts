import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from '@playwright/test';
import { until } from '@carillon/testkit';
import { Dashboard, describeInBrowser, hearsKeys } from './dashboard.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phoneWidth = 320;

/** By their names in the tests; `:task`, `:run` and `:bulk` are filled in once there are some. */
const routes = [
  '/',
  '/tasks',
  '/tasks/new',
  '/tasks/:task',
  '/tasks/:task/edit',
  '/bulk-operations',
  '/bulk-operations/:bulk',
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
  '/settings/blackouts',
  '/settings/alert-channels',
  '/settings/saved-views',
  '/settings/audit',
  '/settings/import-export',
  '/health',
  '/setup',
];

/** The same pages otherwise: each has the title of its page. */
const views = [
  ...['runs', 'request', 'settings', 'history'].map((tab) => `/tasks/:task?tab=${tab}`),
  ...['request', 'log', 'error', 'states'].map((tab) => `/runs/:run?tab=${tab}`),
  ...['month', 'week', 'day'].map((view) => `/calendar?view=${view}`),
];

interface Finding {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

interface State {
  route: string;
  /** Leads from the page to the state. */
  act?: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();
const isOpen = (page: Page) => page.getByRole('dialog').waitFor();
/** What the first row is about, in the panel, with all that comes to it. */
async function openBeside(page: Page): Promise<void> {
  await page.locator('[data-opens-row]').first().click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('heading', { level: 2 }).first().waitFor();
  await panel.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'hidden' });
}
async function pressKey(page: Page, key: string): Promise<void> {
  await hearsKeys(page);
  await page.keyboard.press(key);
  await isOpen(page);
}

const states: readonly (readonly [string, State])[] = [
  ['a list that its filter leaves empty', { route: '/tasks?filter=name%3Anothing-of-this-name' }],
  ['a filter that is wrong', { route: '/runs?filter=nonsense%3A1' }],
  ['a task that is not there', { route: '/tasks/00000000-0000-7000-8000-000000000000' }],
  ['a page that is not there', { route: '/no-such-page' }],
  ['a wizard that lacks an answer', { route: '/tasks/new', act: (page) => press(page, 'Next') }],
  ['a list in groups', { route: '/tasks?group=lane' }],
  ['an invitation that is not one', { route: '/join#token=none' }],
  ['the palette', { route: '/', act: (page) => pressKey(page, 'Control+k') }],
  ['the help', { route: '/', act: (page) => pressKey(page, '?') }],
  [
    'a menu of a row',
    {
      route: '/tasks',
      act: async (page) => {
        await page.locator('[data-row-menu]').first().click();
        await page.getByRole('menu').waitFor();
      },
    },
  ],
  ['a task beside the list', { route: '/tasks', act: (page) => openBeside(page) }],
  ['a run beside the list', { route: '/runs', act: (page) => openBeside(page) }],
  [
    'a dialog that asks',
    { route: '/lanes', act: (page) => press(page, 'New lane').then(() => isOpen(page)) },
  ],
  [
    'a new key',
    { route: '/settings/api-keys', act: (page) => press(page, 'New key').then(() => isOpen(page)) },
  ],
  ['a range for figures', { route: '/', act: (page) => press(page, 'Range …').then(() => isOpen(page)) }],
  [
    'an instant that is told by every clock',
    {
      route: '/runs/:run',
      act: async (page) => {
        await page.locator('main time').first().focus();
        await page.getByRole('tooltip').waitFor();
      },
    },
  ],
  [
    'a run that is about to be replayed',
    { route: '/runs/:run', act: (page) => press(page, 'Replay …').then(() => isOpen(page)) },
  ],
  [
    'a wizard’s other steps',
    {
      route: '/tasks/new',
      act: async (page) => {
        await page.getByLabel('Name', { exact: true }).fill('looked at');
        await page.getByLabel('URL', { exact: true }).fill('https://receiver.example/hook');
        await press(page, 'Next');
        await page.getByRole('heading', { level: 2, name: 'Schedule' }).waitFor();
      },
    },
  ],
];

describeInBrowser('every page', () => {
  let dashboard: Dashboard;
  /** One for all: a browser that has read the scripts once opens pages faster. */
  let context: BrowserContext;
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
    const bulk = await dashboard.ask<{ id: string }>('POST', '/bulk-operations', {
      action: 'pause',
      filter: 'name:nightly-report',
    });
    context = await dashboard.openWindow({ reducedMotion: 'reduce' });
    ids[':bulk'] = bulk.id;
    ids[':task'] = failing.id;
    ids[':run'] = items[0]!.id;
  }, 120_000);
  afterEach(async () => {
    await Promise.all(context.pages().map((page) => page.close()));
    expect(dashboard.complaints.splice(0)).toEqual([]);
  });
  afterAll(() => dashboard?.stop(), 60_000);

  const addressOf = (route: string) => route.replace(/:\w+/, (name) => ids[name]!);
  const titles: string[] = [];
  async function open(route: string): Promise<Page> {
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(addressOf(route));
    await settled(page);
    return page;
  }

  /** One visit looks at everything: most of the time goes into opening pages. */
  async function faultsOf(page: Page) {
    await page.evaluate(axeSource);
    const light = await axeFindings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    const dark = await axeFindings(page);
    const headings = await page.getByRole('heading', { level: 1 }).count();
    await page.setViewportSize({ width: phoneWidth, height: 640 });
    await settled(page);
    return { light, dark, headings, tooWide: await page.evaluate(wideElements, phoneWidth) };
  }
  const none = { light: [], dark: [], headings: 1, tooWide: [] };

  test.each(routes)('%s: nothing for axe in either theme, fits 320 px, a title of its own', async (route) => {
    const page = await open(route);
    await page.waitForFunction(() => document.title.endsWith('· Carillon'));
    const title = await page.title();
    expect(await faultsOf(page)).toEqual(none);
    expect(titles).not.toContain(title);
    titles.push(title);
  });

  test.each(views)('%s: nothing for axe in either theme, fits 320 px', async (view) => {
    expect(await faultsOf(await open(view))).toEqual(none);
  });

  test.each(states)('%s has nothing that axe finds wrong', async (_state, { route, act }) => {
    const page = await open(route);
    await act?.(page);
    await page.evaluate(axeSource);
    const light = await axeFindings(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect({ light, dark: await axeFindings(page) }).toEqual({ light: [], dark: [] });
  });

  test('more contrast, and the colours of the system, leave every control an edge', async () => {
    const page = await open('/tasks');
    const edgeOf = () =>
      page
        .getByTestId('task-status')
        .first()
        .locator('[data-badge]')
        .evaluate((badge) => getComputedStyle(badge).borderTopWidth);
    const inkOf = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink-faint').trim());
    const [edge, ink] = [await edgeOf(), await inkOf()];
    await page.emulateMedia({ contrast: 'more' });
    expect(await inkOf()).not.toBe(ink);
    await page.evaluate(axeSource);
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ contrast: null, forcedColors: 'active' });
    expect([edge, await edgeOf()]).toEqual(['0px', '1px']);
  });

  // Last: from here on there is an administrator.
  test('/sign-in: nothing for axe in either theme, fits 320 px', async () => {
    await dashboard.createAdministrator();
    const page = await open('/sign-in');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await faultsOf(page)).toEqual(none);
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
    return (
      await axe.run({
        resultTypes: ['violations'],
        // A menu lies over the page and belongs to no part of it.
        rules: { region: { enabled: document.querySelector('[role=menu]') === null } },
      })
    ).violations;
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
