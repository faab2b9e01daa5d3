/** The task that shows a newcomer the whole way, made once in the life of a database. */
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SampleTaskOptions {
  apiUrl: string;
  webhookUrl: string;
  dataDir: string;
  /** Whether this start made the database. */
  databaseIsNew: boolean;
}

/** Its presence means that the sample was made, or that there was no need for it: who deletes the task is rid of it. */
const markerFile = (dataDir: string) => join(dataDir, 'sample-created');

/**
 * Creates the sample task when the database is new, or empty and never offered one.
 *
 * @returns whether it was created by this call
 * @throws Error when the API refuses; the start may go on without the sample
 */
export async function createSampleTask(options: SampleTaskOptions): Promise<boolean> {
  const { apiUrl, webhookUrl, dataDir, databaseIsNew } = options;
  const marker = markerFile(dataDir);
  const wasOffered = await access(marker).then(
    () => true,
    () => false,
  );
  if (wasOffered && !databaseIsNew) return false;
  const { items } = (await request(`${apiUrl}/api/tasks?limit=1`)) as { items: unknown[] };
  if (items.length === 0) {
    await request(`${apiUrl}/api/tasks`, {
      taskName: 'Sample: every 5 seconds to the dummy webhook',
      taskSchedule: '*/5 * * * * *',
      webhookUrl,
      jsonPayload: { hello: 'from Carillon' },
      maxRetry: 3,
      onFailure: 'continue',
      tags: ['sample'],
    });
  }
  await writeFile(marker, 'Remove this file and all tasks to get the sample task again.\n');
  return items.length === 0;
}

async function request(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    signal: AbortSignal.timeout(10_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => null)) as { detail?: string } | null;
  if (!response.ok) throw new Error(answer?.detail ?? `the API answered ${response.status}`);
  return answer;
}
