import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from '@playwright/test';
import { until, WebhookSink } from '@carillon/testkit';
import { Dashboard, describeInBrowser, hearsKeys } from './dashboard.js';

interface Task {
  id: string;
  taskStatus: string;
}

describeInBrowser('work at the dashboard', () => {
  let dashboard: Dashboard;
  let receiver: WebhookSink;

  beforeAll(async () => {
    receiver = await WebhookSink.start({ now: Date.now });
    dashboard = await Dashboard.start({ CARILLON_OUTBOUND_ALLOW: '127.0.0.1' });
  }, 120_000);
  afterEach(async () => {
    expect(await dashboard.closeWindows()).toEqual([]);
  });
  afterAll(async () => {
    await dashboard?.stop();
    await receiver?.close();
  }, 60_000);

  const create = (overrides: object) =>
    dashboard.ask<Task>('POST', '/tasks', {
      taskName: 'made for a test',
      webhookUrl: receiver.url('/ok'),
      jsonPayload: {},
      maxRetry: 0,
      ...overrides,
    });
  const stateOf = async (id: string) => (await dashboard.ask<Task>('GET', `/tasks/${id}`)).taskStatus;
  const comesTo = (id: string, status: string) =>
    until(async () => (await stateOf(id)) === status, { what: `the task is ${status}` });
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  test('a task made with the wizard is sent, and its result is on its page', async () => {
    receiver.answer('/hello', { body: 'thank you' });
    const page = await dashboard.open('/tasks');
    await page.getByTestId('create-task').first().click();
    await page.getByLabel('Name', { exact: true }).fill('greeting');
    await page.getByLabel('URL', { exact: true }).fill(receiver.url('/hello'));
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('tab', { name: 'Now' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { level: 2, name: 'Delivery' }).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Create task' }).click();
    await page.getByTestId('task-details').waitFor();
    await page.getByTestId('task-status').first().getByText('Completed').waitFor();
    expect(receiver.requestsTo('/hello')).toHaveLength(1);
  });

  test('a run that failed is seen, tried again, and sent once more with another payload', async () => {
    receiver.answer('/flaky', { status: 500, body: 'not today' });
    const task = await create({
      taskName: 'flaky',
      webhookUrl: receiver.url('/flaky'),
      jsonPayload: { size: 1 },
      start: 'now',
    });
    await comesTo(task.id, 'failed');
    const page = await dashboard.open('/tasks?status=failed');
    await row(page, 'flaky').getByTestId('task-status').getByText('Failed').waitFor();
    await until(async () => expect(await page.title()).toBe('1 failing · Tasks · Carillon'), {
      what: 'the tab of the browser tells that a task fails',
    });

    const { items } = await dashboard.ask<{ items: { id: string }[] }>('GET', `/tasks/${task.id}/runs`);
    await page.goto(`/runs/${items[0]!.id}`);
    await page.getByText('not today').first().waitFor();
    receiver.answer('/flaky', { body: 'now it went' });
    await page.getByRole('button', { name: 'Retry now' }).click();
    await page.getByText('now it went').first().waitFor();

    await page.getByRole('button', { name: 'Replay …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this run' });
    await dialog.getByLabel('Payload').fill('{ "size": 2, "id": 12345678901234567890, "price": 1.10 }');
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until(() => receiver.requestsTo('/flaky').some(({ body }) => JSON.parse(body).size === 2), {
      what: 'the edited payload has come',
    });
    expect(receiver.requestsTo('/flaky').at(-1)!.body).toContain(
      '"id": 12345678901234567890, "size": 2, "price": 1.10',
    );
    await page.getByRole('tab', { name: 'Request' }).click();
    await page.getByText('12345678901234567890', { exact: true }).waitFor();
  });

  test('runs that failed alike are found by the link of their group, and all tried again', async () => {
    receiver.answer('/away', { status: 502, body: 'bad gateway' });
    const made = ['away 1', 'away 2'].map((taskName) =>
      create({ taskName, webhookUrl: receiver.url('/away'), start: 'now' }),
    );
    for (const { id } of await Promise.all(made)) await comesTo(id, 'failed');
    const page = await dashboard.open('/attention');
    const group = page.getByRole('listitem').filter({ hasText: 'HTTP 502' });
    await group.getByRole('heading').getByRole('link').click();
    await page.waitForURL(/failure=[0-9a-f]{16}/);
    await page.getByRole('button', { name: 'All failures' }).waitFor();
    await group.getByRole('link', { name: '2 runs that failed so' }).click();
    await page.waitForURL(/\/runs\?filter=failure/);
    await row(page, 'away 2').waitFor();
    await page.getByRole('checkbox', { name: /^Select away 1/ }).check();
    await page.getByRole('button', { name: 'Select all 2 that match' }).click();
    receiver.answer('/away', { body: 'back again' });
    const bar = page.getByRole('region', { name: 'With the selected runs' });
    await bar.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry 2 runs' }).click();
    await page.getByText('Retried: 2 runs').waitFor();
    await until(() => receiver.requestsTo('/away').length === 4, { what: 'both are sent once more' });
  });

  test('a task is paused and resumed from its page', async () => {
    const task = await create({ taskName: 'nightly', taskSchedule: '0 3 * * *' });
    const page = await dashboard.open(`/tasks/${task.id}`);
    const runsByItself = page.getByRole('switch', { name: 'nightly runs by itself' }).first();
    await runsByItself.click();
    await comesTo(task.id, 'paused');
    await page.getByTestId('task-status').first().getByText('Paused').waitFor();
    await runsByItself.click();
    await comesTo(task.id, 'ready');
    await page.getByTestId('task-status').first().getByText('Ready').waitFor();
  });

  test('what a task was set to before is given back from its history', async () => {
    const task = await create({ taskName: 'restored', start: 'manual', maxRetry: 1 });
    await dashboard.ask('PATCH', `/tasks/${task.id}`, { maxRetry: 9 });
    const page = await dashboard.open(`/tasks/${task.id}?tab=history`);
    await page.getByRole('button', { name: /^Restore the settings of/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restore the settings' }).click();
    await page.getByText('Restored: maxRetry.').waitFor();
    expect(await dashboard.ask('GET', `/tasks/${task.id}`)).toMatchObject({ maxRetry: 1, version: 3 });
  });

  test('a touch on a time tells it by every clock', async () => {
    const task = await create({ taskName: 'touched', start: 'now' });
    await comesTo(task.id, 'completed');
    const phone = { hasTouch: true, viewport: { width: 375, height: 800 } };
    const page = await dashboard.open(`/tasks/${task.id}?tab=runs`, phone);
    await page.locator('main time').first().tap();
    const tip = page.getByRole('tooltip');
    await tip.waitFor();
    const box = (await tip.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(phone.viewport.width);
    await page.getByRole('heading', { level: 1 }).tap();
    await tip.waitFor({ state: 'hidden' });
  });

  test('everything that matches a filter is paused at once, and nothing else', async () => {
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        create({ taskName: `bulk ${index}`, tags: ['bulk'], taskSchedule: '0 4 * * *' }),
      ),
    );
    const other = await create({ taskName: 'left alone', taskSchedule: '0 4 * * *' });
    const page = await dashboard.open('/tasks?filter=tag%3Abulk');
    await page.evaluate(() => localStorage.setItem('carillon.preferences', JSON.stringify({ pageSize: 25 })));
    await page.reload();
    await row(page, 'bulk ').first().waitFor();
    await page.getByRole('checkbox', { name: 'Select the 25 tasks shown' }).first().check();
    await page.getByRole('button', { name: 'Select all 30 that match' }).click();
    await page
      .getByRole('region', { name: 'With the selected tasks' })
      .getByRole('button', { name: 'Pause' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Type 30 to go on').fill('30');
    await dialog.getByRole('button', { name: 'Pause 30 tasks' }).click();
    for (const { id } of many) await comesTo(id, 'paused');
    expect(await stateOf(other.id)).toBe('ready');
  });

  test('a lane that is paused says so to everybody, with the reason, and lets its runs go again', async () => {
    await create({ taskName: 'invoice', lane: 'billing', taskSchedule: '0 5 * * *' });
    const page = await dashboard.open('/lanes');
    const onlooker = await dashboard.open('/lanes');
    await page.getByRole('button', { name: 'Pause lane billing' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pause lane billing' });
    await dialog.getByLabel('Reason').fill('the bank is closed');
    await dialog.getByRole('button', { name: 'Pause the lane' }).click();
    await page.getByText('the bank is closed').waitFor();
    await onlooker.reload();
    await onlooker.getByText('the bank is closed').waitFor();
    await onlooker.getByRole('button', { name: 'Resume lane billing' }).click();
    await onlooker.getByRole('button', { name: 'Pause lane billing' }).waitFor();
  });

  describe('a lane for one at a time', () => {
    const list = (page: Page, name: string) => page.getByRole('list', { name });
    const turns = (page: Page, lane: string) =>
      list(page, `Next turns of ${lane}`).getByRole('link').allInnerTexts();
    const isSeen = (turnsNow: () => Promise<string[]>, expected: string[]) =>
      until(async () => expect(await turnsNow()).toEqual(expected), {
        what: `the screen shows that ${expected.join(', ') || 'nobody'} waits`,
      });
    /** A lane that is held back, with a run in it for each of the names, which takes its receiver so long. */
    async function fill(lane: string, delayMs: number): Promise<void> {
      await dashboard.ask('PUT', `/lanes/${lane}`, { concurrencyLimit: 1 });
      await dashboard.ask('POST', `/lanes/${lane}/pause`, {});
      receiver.answer(`/${lane}`, { delayMs });
      for (const name of ['first', 'second', 'third']) {
        const webhookUrl = `${receiver.url(`/${lane}`)}?${name}`;
        await create({ taskName: name, lane, webhookUrl, start: 'now' });
      }
    }
    const hasRun = (lane: string) =>
      until(() => receiver.requestsTo(`/${lane}`).filter(({ closedAt }) => closedAt !== null).length === 3, {
        what: 'all three were answered',
      });
    const order = (lane: string) => receiver.requestsTo(`/${lane}`).map(({ search }) => search.slice(1));

    test('lets three slow tasks go strictly one after another, which its card shows', async () => {
      await fill('serial', 3_000);
      const page = await dashboard.open('/lanes?lane=serial');
      const card = page.getByRole('region', { name: 'Lane serial' });
      const waiting = () => turns(page, 'serial');
      await isSeen(waiting, ['first', 'second', 'third']);
      await card.getByText('0 of 1 places taken').waitFor();
      await card.getByRole('button', { name: 'Resume lane serial' }).click();
      for (const left of [['second', 'third'], ['third'], []]) {
        await isSeen(waiting, left);
        await card.getByText('1 of 1 places taken').waitFor();
      }
      await card.getByText('0 of 1 places taken').waitFor();
      await hasRun('serial');
      expect(order('serial')).toEqual(['first', 'second', 'third']);
      const [first, second, third] = receiver.requestsTo('/serial');
      expect(second!.at).toBeGreaterThanOrEqual(first!.closedAt!);
      expect(third!.at).toBeGreaterThanOrEqual(second!.closedAt!);
    });

    test('lets an operator put what waits first with a button, and it runs first', async () => {
      await fill('reordered', 200);
      const page = await dashboard.open('/lanes?lane=reordered');
      const waiting = () => turns(page, 'reordered');
      await isSeen(waiting, ['first', 'second', 'third']);
      const button = list(page, 'Next turns of reordered').getByRole('button', {
        name: 'Put the run of third first',
      });
      await button.click();
      await isSeen(waiting, ['third', 'first', 'second']);
      await page.getByRole('button', { name: 'Resume lane reordered' }).click();
      await hasRun('reordered');
      expect(order('reordered')).toEqual(['third', 'first', 'second']);
    });
  });

  test('what one writes to a channel, another reads at once', async () => {
    const [writer, reader] = [await dashboard.open('/activity'), await dashboard.open('/activity')];
    const box = writer.getByRole('textbox', { name: /^Message to / });
    await box.fill('deploying the receiver');
    await box.press('Enter');
    await writer.getByText('deploying the receiver').waitFor();
    await reader.getByText('deploying the receiver').waitFor();
  });

  test('a task that a program makes is on the list of every tab by itself', async () => {
    const tabs = [await dashboard.open('/tasks'), await dashboard.open('/tasks')];
    for (const tab of tabs) {
      await tab.getByRole('button', { name: 'Live', exact: true }).waitFor();
      await tab.getByRole('table').waitFor();
    }
    await create({ taskName: 'made by a program', taskSchedule: '0 6 * * *' });
    await Promise.all(tabs.map((tab) => row(tab, 'made by a program').waitFor()));
  });

  test('what a row is about opens beside the list, which stays as it is; its address leads there again', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        create({ taskName: `beside ${index + 10}`, tags: ['beside'], taskSchedule: '0 8 * * *' }),
      ),
    );
    const page = await dashboard.open('/tasks?filter=tag%3Abeside&sort=taskName', {
      viewport: { width: 1280, height: 720 },
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await hearsKeys(page);
    const list = page.getByRole('region', { name: 'Tasks' });
    await row(page, 'beside 10').waitFor();
    await list.evaluate((box) => box.scrollTo({ top: 600 }));
    const name = page.getByRole('link', { name: 'beside 23', exact: true });
    await name.waitFor();
    const place = async () => ({
      scrolled: await list.evaluate((box) => box.scrollTop),
      top: (await row(page, 'beside 23').boundingBox())!.y,
      height: (await row(page, 'beside 23').boundingBox())!.height,
    });
    const before = await place();
    await name.click();
    const panel = (of: string) => page.getByRole('complementary', { name: of });
    await panel('beside 23').getByRole('heading', { name: 'Why is it not running?' }).waitFor();
    expect(await place()).toEqual(before);
    expect((await list.boundingBox())!.width).toBeLessThan(700);

    await page.keyboard.press('j');
    await panel('beside 24').getByRole('button', { name: 'Run now' }).waitFor();
    await page.getByLabel('How times are shown').selectOption('UTC');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('y');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const { searchParams } = new URL(copied);
    expect([...searchParams.keys()].sort()).toEqual(['clock', 'filter', 'panel', 'row', 'sort']);

    const other = await dashboard.open(copied);
    await other
      .getByRole('complementary', { name: 'beside 24' })
      .getByText(/\d UTC/)
      .first()
      .waitFor();
    expect(await other.evaluate(() => localStorage.getItem('carillon.preferences'))).toBeNull();
    await other.waitForFunction(
      () => document.activeElement?.matches('[data-row-key][aria-current]') === true,
    );

    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'hidden' });
    expect(await focused(page)).toContain('beside 24');
    await page.keyboard.press('Enter');
    await panel('beside 24').waitFor();
    await page.goBack();
    await page.getByRole('complementary').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.get('filter')).toBe('tag:beside');

    await page.setViewportSize({ width: 1279, height: 720 });
    await page.getByRole('link', { name: 'beside 24', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'beside 24' }).waitFor();
    await page.goBack();
    await row(page, 'beside 24').waitFor();
    await until(async () => (await focused(page)).includes('beside 24'), { what: 'Back leads to the row' });
  });

  test('the runs of a day are sorted by their heads, page after page, and the tasks by their hosts', async () => {
    for (const [name, delay] of [
      ['waits-long', 900],
      ['waits-short', 50],
    ] as const) {
      receiver.answer(`/${name}`, { delayMs: delay });
      const task = await create({ taskName: name, webhookUrl: receiver.url(`/${name}`), start: 'now' });
      await comesTo(task.id, 'completed');
    }
    const page = await dashboard.open('/runs?filter=name%3Awaits-');
    const head = (name: string) => page.getByRole('columnheader', { name });
    const names = () => page.locator('tbody [data-opens-row]').allTextContents();
    await row(page, 'waits-short').waitFor();
    await head('Duration').getByRole('button').click();
    await page.waitForURL(/sort=-took/);
    expect(new URL(page.url()).searchParams.get('filter')).toBe('name:waits- scheduled:<24h');
    expect(await head('Duration').getAttribute('aria-sort')).toBe('descending');
    await until(async () => expect(await names()).toEqual(['waits-long', 'waits-short']), { what: 'sorted' });
    await head('Duration').getByRole('button').click();
    await until(async () => expect(await names()).toEqual(['waits-short', 'waits-long']), { what: 'turned' });
    expect(await head('Duration').getAttribute('aria-sort')).toBe('ascending');
    await page.goBack();
    expect(new URL(page.url()).searchParams.get('filter')).toBe('name:waits-');

    await page.setViewportSize({ width: 1600, height: 800 });
    await page.goto('/tasks?filter=name%3Awaits-');
    await head('Target').getByRole('button').click();
    await page.waitForURL(/sort=host/);
    expect(await head('Target').getAttribute('aria-sort')).toBe('ascending');
    expect(await head('On').getByRole('button').count()).toBe(0);
  });

  test('the keyboard alone goes from the overview to a run and back', async () => {
    const task = await create({ taskName: 'by keyboard', taskSchedule: '0 7 * * *' });
    const page = await dashboard.open('/');
    const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await heading('Overview');
    await hearsKeys(page);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await heading('Tasks');
    // Who cannot see the page hears where they came to.
    await page.waitForFunction(() => document.activeElement?.textContent === 'Tasks');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to, or do' }).waitFor();
    await page.keyboard.type(task.id);
    await page.keyboard.press('Enter');
    await heading('by keyboard');
    await page.keyboard.press('Shift+r');
    await until(() => receiver.requestsTo('/ok').length > 0, { what: 'the run was sent' });
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Shortcuts and help' });
    await help.waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await heading('Runs');
  });

  test('the keyboard alone makes a task, sees its run and replays it', async () => {
    receiver.answer('/by-keys', { body: 'received' });
    const page = await dashboard.open('/tasks');
    const heading = (level: number, name: string) => page.getByRole('heading', { level, name }).waitFor();
    await heading(1, 'Tasks');
    await hearsKeys(page);
    await page.keyboard.press('n');
    await heading(1, 'New task');
    await tabTo(page, 'Name');
    await page.keyboard.type('made by keys');
    await tabTo(page, 'URL');
    await page.keyboard.type(receiver.url('/by-keys'));
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await heading(2, 'Schedule');
    await tabTo(page, 'Every');
    while ((await focused(page)) !== 'Now') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    for (const step of ['Delivery', 'Review']) {
      await tabTo(page, 'Next');
      await page.keyboard.press('Enter');
      await heading(2, step);
    }
    await tabTo(page, 'Create task');
    await page.keyboard.press('Enter');
    await heading(1, 'made by keys');
    await until(() => receiver.requestsTo('/by-keys').length === 1, { what: 'the run was sent' });
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await heading(1, 'Runs');
    await page.keyboard.press('/');
    await page.keyboard.type('name:"made by keys"');
    await page.keyboard.press('Enter');
    await page.waitForURL(/filter=/);
    await row(page, 'made by keys').first().waitFor();
    await tabTo(page, 'Runs');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(2, 'Run of made by keys');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Run of made by keys');
    await page.keyboard.press('Enter');
    await heading(1, 'Run of made by keys');
    await tabTo(page, 'Replay …');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Replay this run' }).waitFor();
    await tabTo(page, 'Replay');
    await page.keyboard.press('Enter');
    await until(() => receiver.requestsTo('/by-keys').length === 2, { what: 'it was replayed' });
  });
});

/** What has the focus, by the name that one sees. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim();
  });
}

/** Presses Tab until it is there, as one does who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
    if (passed.at(-1) === name) return;
  }
  throw new Error(`The focus did not come to “${name}”. It went: ${passed.join(' | ')}`);
}
