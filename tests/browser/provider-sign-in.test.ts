import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from '@playwright/test';
import type { TestIdentityProvider } from '@carillon/testkit';
import { freePort, startIdentityProvider } from '@carillon/testkit';
import { Dashboard, describeInBrowser } from './dashboard.js';

describeInBrowser('signing in with a provider', () => {
  let provider: TestIdentityProvider;
  let dashboard: Dashboard;
  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    // To a browser localhost is another site, as a provider is.
    provider = await startIdentityProvider(`${url}/api/auth/oidc/callback`, { host: 'localhost' });
    dashboard = await Dashboard.start({
      CARILLON_WEB_PORT: String(port),
      FRONTEND_URL: url,
      CARILLON_OIDC_ISSUER: provider.issuer,
      CARILLON_OIDC_CLIENT_ID: provider.client.clientId,
      CARILLON_OIDC_CLIENT_SECRET: provider.client.clientSecret!,
      CARILLON_OIDC_LABEL: 'Our house',
      CARILLON_OIDC_NEW_ACCOUNTS: 'viewer',
    });
    await dashboard.createAdministrator();
  }, 120_000);
  afterEach(async () => {
    provider.isUnwilling = false;
    expect(await dashboard.closeWindows()).toEqual([]);
  });
  afterAll(async () => {
    await dashboard?.stop();
    await provider.close();
  }, 60_000);

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const throughProvider = (page: Page) => page.getByRole('link', { name: 'Our house' }).click();

  test('leads there and back to the page that was wanted, with an account and a session', async () => {
    const page = await dashboard.open('/tasks?status=failed', { as: 'stranger' });
    await heading(page, 'Sign in');
    await throughProvider(page);
    await heading(page, 'Tasks');
    expect(new URL(page.url()).search).toBe('?status=failed');
    await page.goto('/settings/profile');
    await page.getByText('Through Our house').waitFor();
    await page.getByText('You have none, as a provider signs you in.').waitFor();
    expect(await page.getByText(provider.person.email).count()).toBeGreaterThan(0);
  });

  test('who gives up there is told so here, and comes in at the next attempt', async () => {
    provider.isUnwilling = true;
    const page = await dashboard.open('/runs', { as: 'stranger' });
    await throughProvider(page);
    const alert = page.getByRole('alert').filter({ hasText: 'The provider did not sign you in.' });
    await alert.waitFor();
    expect(await page.textContent('body')).not.toContain('canary');
    provider.isUnwilling = false;
    await throughProvider(page);
    await heading(page, 'Runs');
  });

  test('a session that ends under a page is taken up again from a tab of its own', async () => {
    const page = await dashboard.open('/lanes', { as: 'stranger' });
    await throughProvider(page);
    await heading(page, 'Lanes');
    await page.evaluate(() => {
      const draft = Object.assign(document.createElement('input'), { id: 'draft', value: 'half a thought' });
      document.querySelector('main')!.append(draft);
    });
    await page.context().clearCookies({ name: 'carillon_session' });
    // Anything that asks the API.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    const opening = page.context().waitForEvent('page');
    await dialog.getByRole('link', { name: 'Our house' }).click();
    await heading(await opening, 'Overview');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('#draft').inputValue()).toBe('half a thought');
  });
});
