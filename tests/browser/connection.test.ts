import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from '@playwright/test';
import { FaultProxy, until } from '@carillon/testkit';
import { Dashboard, describeInBrowser } from './dashboard.js';

interface Task {
  id: string;
}

/** The browser's own words, and the gateway's, for an end that does not answer. */
const isOfTheLine = /net::ERR_|WebSocket connection to|50[234]( \(| from)/;

describeInBrowser('a connection that is lost', () => {
  let dashboard: Dashboard;
  /** Between the browser and everything that it asks. */
  let line: FaultProxy;

  beforeAll(async () => {
    dashboard = await Dashboard.start();
    line = await FaultProxy.start({ targetPort: Number(new URL(dashboard.url).port) });
  }, 120_000);
  afterEach(async () => {
    await line.setMode('pass');
    const complaints = await dashboard.closeWindows();
    expect(complaints.filter((complaint) => !isOfTheLine.test(complaint))).toEqual([]);
  });
  afterAll(async () => {
    await line?.close();
    await dashboard?.stop();
  }, 60_000);

  const create = (taskName: string) =>
    dashboard.ask<Task>('POST', '/tasks', {
      taskName,
      webhookUrl: dashboard.receiverUrl,
      taskSchedule: '0 3 * * *',
    });
  const pill = (page: Page, word: RegExp) => page.getByRole('button', { name: word }).waitFor();
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  const names = (page: Page) => page.locator('tbody th[scope=row]').allInnerTexts();

  test('two tabs say so at once, read what happened meanwhile by themselves, and agree', async () => {
    const task = await create('there before');
    const window = await dashboard.openWindow({ baseURL: `http://127.0.0.1:${line.port}` });
    const tabs = [await window.newPage(), await window.newPage()];
    for (const tab of tabs) {
      await tab.goto('/tasks');
      await pill(tab, /^Live$/);
      await row(tab, 'there before').getByTestId('task-status').getByText('Ready').waitFor();
      await tab.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    }
    const detail = await window.newPage();
    await detail.goto(`/tasks/${task.id}`);
    await pill(detail, /^Live$/);
    await detail.getByTestId('task-status').first().getByText('Ready').waitFor();

    await line.setMode('cut');
    await Promise.all(tabs.map((tab) => pill(tab, /^Reconnecting/)));
    await create('made meanwhile');
    await dashboard.ask('POST', `/tasks/${task.id}/pause`);
    await Promise.all(tabs.map((tab) => tab.getByText('What you see may be out of date').waitFor()));
    for (const tab of tabs) expect(await row(tab, 'made meanwhile').count()).toBe(0);

    await line.setMode('pass');
    for (const tab of tabs) {
      await pill(tab, /^Live$/);
      await row(tab, 'made meanwhile').waitFor();
      await row(tab, 'there before').getByTestId('task-status').getByText('Paused').waitFor();
      await tab.getByText('What you see may be out of date').waitFor({ state: 'hidden' });
      expect(await tab.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    }
    expect(await names(tabs[1]!)).toEqual(await names(tabs[0]!));
    // No list: nothing but the return itself has it read again.
    await detail.getByTestId('task-status').first().getByText('Paused').waitFor();
  });

  test('to an API that was killed comes back with it, and the page with both', async () => {
    const page = await dashboard.open('/tasks');
    await pill(page, /^Live$/);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const { api } = await dashboard.ask<{ api: { pid: number } }>('GET', '/health/detail');
    process.kill(api.pid, 'SIGKILL');
    await pill(page, /^Reconnecting/);
    await until(() => create('made by the next API').catch(() => null), { what: 'the API is back' });
    await pill(page, /^Live$/);
    await row(page, 'made by the next API').waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });
});
