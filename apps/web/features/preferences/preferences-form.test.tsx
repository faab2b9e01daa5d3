import { afterEach, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { browserZone, chooseLocalZone, localZone } from '@/features/time/local-zone';
import { Instant } from '@/features/time/time';
import type { RenderedPage } from '@/testing/render';
import { renderPage } from '@/testing/render';
import { violationsOf } from '@/testing/violations';
import { keepPreferences } from './keep-preferences';
import { PreferencesForm } from './preferences-form';

let stop = (): void => undefined;
afterEach(() => {
  stop();
  chooseLocalZone(null);
});

const at = '2026-11-23T09:15:03.000Z';

const open = () => {
  const page = renderPage(
    <>
      <PreferencesForm />
      <Instant at={at} />
    </>,
  );
  stop = keepPreferences(page.store);
  return page;
};
const zone = () =>
  waitFor(() => {
    const field = screen.getByLabelText('Time zone');
    expect(field).not.toHaveAttribute('readonly');
    return field;
  });
const write = async ({ user }: RenderedPage, text: string): Promise<void> => {
  await user.click(await zone());
  await user.paste(text);
  await user.keyboard('{Escape}');
};

test('local times are shown in the zone that was chosen, at once and in the next page', async () => {
  const page = open();
  expect(await zone()).toHaveValue('');
  await write(page, 'Asia/Tokyo');
  await waitFor(() => expect(screen.getByText('Nov 23, 18:15:03')).toBeVisible());
  expect(localZone()).toBe('Asia/Tokyo');
  expect(await violationsOf(page.container)).toEqual([]);
  stop();
  page.unmount();
  open();
  expect(await zone()).toHaveValue('Asia/Tokyo');
});

test('what is no zone is not taken, and an empty box is the browser’s own', async () => {
  const page = open();
  await write(page, 'Mars');
  expect(localZone()).toBe(browserZone());
  await page.user.tab();
  await waitFor(async () => expect(await zone()).toHaveValue(''));
  await write(page, 'Asia/Tokyo');
  await page.user.click(screen.getByRole('button', { name: 'Back to the defaults' }));
  expect(await zone()).toHaveValue('');
  expect(localZone()).toBe(browserZone());
});
