import type { Input } from '@carillon/client';
import { InputReader, readJson } from './read-input.js';
import type { ListOptions } from './pages.js';
import { pagesOf } from './pages.js';
import { runColumns, runView } from './run-view.js';
import type { SessionOptions } from './session.js';
import { Session } from './session.js';
import { waitForRun } from './wait-for-run.js';

type RunsQuery = NonNullable<Input<'GET', '/api/runs'>['query']>;

/** Of commands that make a run. */
export interface WaitOptions {
  wait?: boolean;
  /** In milliseconds. */
  waitTimeout?: number;
  idempotencyKey?: string;
}

export async function listRuns(options: SessionOptions & ListOptions & { task?: string }): Promise<void> {
  const session = await Session.open(options);
  const { filter, task: taskId } = options;
  const sort = options.sort as RunsQuery['sort'];
  const pages = pagesOf(options, (page) =>
    session.client.request('GET', '/api/runs', { query: { ...page, filter, taskId, sort } }),
  );
  await session.printList(pages, { columns: runColumns });
}

export async function getRun(id: string, options: SessionOptions): Promise<void> {
  const session = await Session.open(options);
  session.print(await session.client.request('GET', '/api/runs/{id}', { params: { id } }), runView);
}

export async function cancelRun(id: string, options: SessionOptions): Promise<void> {
  const session = await Session.open(options);
  session.print(await session.client.request('POST', '/api/runs/{id}/cancel', { params: { id } }), runView);
  session.suggest(`runs replay ${id} --wait`);
}

export async function retryRun(id: string, options: SessionOptions & WaitOptions): Promise<void> {
  const session = await Session.open(options);
  const run = await session.client.request('POST', '/api/runs/{id}/retry', {
    params: { id },
    ...keyOf(options),
  });
  await followRun(session, run, options);
}

export interface ReplayOptions extends WaitOptions {
  payload?: string;
  url?: string;
}

export async function replayRun(id: string, options: SessionOptions & ReplayOptions): Promise<void> {
  const session = await Session.open(options);
  const { url, payload } = options;
  const body = { ...(url !== undefined && { webhookUrl: url }), ...(await readPayload(payload)) };
  const run = await session.client.request('POST', '/api/runs/{id}/replay', {
    params: { id },
    body,
    ...keyOf(options),
  });
  await followRun(session, run, options);
}

/** As a field of what is sent; nothing when none is given. */
export async function readPayload(given: string | undefined): Promise<{ jsonPayload?: unknown }> {
  if (given === undefined) return {};
  return { jsonPayload: readJson('--payload', await new InputReader().text('--payload', given)) };
}

export const keyOf = ({ idempotencyKey }: WaitOptions): { idempotencyKey?: string } =>
  idempotencyKey === undefined ? {} : { idempotencyKey };

type NewRun = Parameters<typeof runView.details>[0];

/** Prints a run that was just made, or what came of it; then the exit code says whether it completed. */
export async function followRun(session: Session, run: NewRun, options: WaitOptions): Promise<void> {
  if (options.wait !== true) {
    session.print(run, runView);
    session.suggest(`runs get ${run.id}`);
    return;
  }
  const timeoutMs = options.waitTimeout ?? null;
  const ended = await waitForRun(session.client, run.id, { timeoutMs, say: (text) => session.say(text) });
  session.print(ended, runView);
  if (ended.runStatus === 'completed') return;
  process.exitCode = 1;
  session.suggest(`runs ${ended.runStatus === 'skipped' ? 'replay' : 'retry'} ${run.id} --wait`);
}
