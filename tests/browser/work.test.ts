import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
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
    await dialog.getByLabel('Payload').fill('{ "size": 2 }');
    await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await until(() => receiver.requestsTo('/flaky').some(({ body }) => JSON.parse(body).size === 2), {
      what: 'the edited payload has come',
    });
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
