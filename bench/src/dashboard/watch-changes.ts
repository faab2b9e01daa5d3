import { request } from 'undici';
import type { Stage } from './stage.js';

const changes = 30;
const pauseMs = 1_500;

/** Makes tasks, one after the other, and sees when the open list shows each of them. @returns ms, one for each */
export async function measureChanges({ openPage, url }: Stage): Promise<number[]> {
  const page = await openPage();
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Live', exact: true }).waitFor();
  await page.locator('tbody tr, [role=row]').nth(1).waitFor();
  const lagsMs: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    await page.waitForTimeout(pauseMs);
    const name = `change ${change} `;
    const [shownAt, committedAt] = await Promise.all([page.evaluate(seenAt, name), makeTask(url, name)]);
    lagsMs.push(Math.max(0, shownAt - committedAt));
  }
  await page.context().close();
  return lagsMs;
}

/** Runs in the page. @returns when a row says it, epoch ms */
function seenAt(words: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const rows = [...document.querySelectorAll('[role=rowheader], tbody th')];
      if (rows.some(({ textContent }) => textContent?.includes(words.trim()))) resolve(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** @returns when the API answered, epoch ms */
async function makeTask(url: string, taskName: string): Promise<number> {
  const { statusCode, body } = await request(`${url}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      taskName: `${taskName}x`,
      taskSchedule: '0 3 * * *',
      webhookUrl: 'https://receiver.example/hook',
    }),
  });
  if (statusCode !== 201) throw new Error(`A task was answered ${statusCode}: ${await body.text()}`);
  const answeredAt = Date.now();
  await body.dump();
  return answeredAt;
}
