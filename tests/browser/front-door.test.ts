import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from '@playwright/test';
import { administrator, Dashboard, describeInBrowser } from './dashboard.js';

describeInBrowser('the front door', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.start();
  }, 120_000);
  afterEach(async () => {
    expect(await dashboard.closeWindows()).toEqual([]);
  });
  afterAll(() => dashboard?.stop(), 60_000);

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  async function signIn(page: Page, password: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  test('while there is no user, every way leads to the first administrator, who comes to the overview', async () => {
    const page = await dashboard.open('/tasks', { as: 'stranger' });
    await heading(page, 'Create the administrator');
    await page.goto('/sign-in');
    await heading(page, 'Create the administrator');

    await page.goto(dashboard.setUpLink);
    await page.getByLabel('E-mail address').fill(administrator.email);
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create the administrator' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Password', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: 'Create the administrator' }).click();
    await heading(page, 'Overview');
    await page.goto('/setup');
    await heading(page, 'Overview');
  });

  test('a wrong password is refused without a word of which part was wrong, and a right one leads on', async () => {
    const page = await dashboard.open('/tasks?status=failed', { as: 'stranger' });
    await heading(page, 'Sign in');
    await signIn(page, 'not the password');
    const alert = page.getByRole('alert').filter({ hasText: /\S/ });
    await alert.waitFor();
    expect(await alert.textContent()).not.toMatch(/no such user|unknown e-mail|wrong password/i);
    await signIn(page, administrator.password);
    await heading(page, 'Tasks');
    expect(new URL(page.url()).search).toBe('?status=failed');
  });

  test('who signs out comes in no more', async () => {
    const page = await dashboard.open('/', { as: 'administrator' });
    await heading(page, 'Overview');
    await page.getByRole('button', { name: `${administrator.email}, admin` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Sign in');
    await page.goto('/tasks');
    await heading(page, 'Sign in');
  });

  test('a session that ends under a page is taken up again over it, and what was written stays', async () => {
    const page = await dashboard.open('/lanes', { as: 'administrator' });
    await heading(page, 'Lanes');
    await page.evaluate(() => {
      const draft = Object.assign(document.createElement('input'), { id: 'draft', value: 'half a thought' });
      document.querySelector('main')!.append(draft);
    });
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Runs' }).first().focus();
    // Anything that asks the API.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe(administrator.email);
    await dialog.getByLabel('Password', { exact: true }).fill(administrator.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('#draft').inputValue()).toBe('half a thought');
    await heading(page, 'Lanes');
  });

  test('an address that leads nowhere says so, and shows the way back', async () => {
    const page = await dashboard.open('/no-such-page', { as: 'administrator' });
    await page.getByText('There is no such page').waitFor();
    await page.getByRole('link', { name: 'To the overview' }).click();
    await heading(page, 'Overview');
  });

  test.each([
    ['/tasks', '/api/tasks?sort=-createdAt&limit=50&total=true'],
    [
      '/tasks?status=ready&sort=taskName',
      '/api/tasks?sort=taskName&limit=50&total=true&filter=status%3Aready',
    ],
  ])('what %s asks for first is asked while its scripts come, and not again by them', async (path, first) => {
    const page = await (await dashboard.openWindow({ as: 'administrator' })).newPage();
    await page.goto(path);
    await heading(page, 'Tasks');
    await page.locator('tbody th[scope=row]').first().waitFor();
    const asked = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
        ({ name, initiatorType }) => `${initiatorType} ${name.slice(location.origin.length)}`,
      ),
    );
    for (const address of ['/api/auth/me', '/api/auth/setup', first]) {
      expect(asked.filter((line) => line.endsWith(` ${address}`))).toEqual([`link ${address}`]);
    }
  });
});
