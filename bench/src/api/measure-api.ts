import pg from 'pg';
import { migrateDatabase } from '@carillon/db';
import { migrateQueue } from '@carillon/queue';
import { insertHistory, requireDiskSpace } from '../scale/history.js';
import type { Machine } from '../throughput/machine.js';
import { describeMachine } from '../throughput/machine.js';
import { startWorkshop } from '../throughput/workshop.js';
import type { ApiOptions, RequestResult } from './requests.js';
import { measureRequests } from './requests.js';
import { withApi } from './running-api.js';
import type { SocketsResult } from './sockets.js';
import { measureSockets } from './sockets.js';
import { insertStoredTasks } from './stored-tasks.js';

export interface ApiResult extends ApiOptions {
  requests: RequestResult[];
  broadcast: SocketsResult;
  machine: Machine;
  /** ISO 8601, when the measurement ended. */
  measuredAt: string;
}

/** The processes of one API over a large database; the queue is in Redis where there is one. */
export async function measureApi(options: ApiOptions, progress: (line: string) => void): Promise<ApiResult> {
  const workshop = await startWorkshop();
  try {
    await requireDiskSpace(workshop.folder, options.runs);
    const place = await workshop.openPlace();
    await migrateDatabase(place.databaseUrl);
    await migrateQueue(place.databaseUrl);
    await store(place.adminUrl, options, progress);
    const where = { ...place, folder: workshop.folder, processes: options.processes };
    const requests = await withApi(where, ({ url }) => measureRequests(url, options, progress));
    progress(`${options.sockets} sockets …`);
    const broadcast = await withApi(where, (api) => measureSockets(api, options.sockets));
    const machine = await describeMachine(workshop.admin, ['undici', 'socket.io-client']);
    return { ...options, requests, broadcast, machine, measuredAt: new Date().toISOString() };
  } finally {
    await workshop.stop();
  }
}

async function store(
  adminUrl: string,
  { tasks, runs }: ApiOptions,
  progress: (line: string) => void,
): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    progress(`Storing ${tasks} tasks and ${runs} runs …`);
    await insertStoredTasks(admin, tasks);
    await insertHistory(admin, { runs, taskCount: tasks }, progress);
  } finally {
    await admin.end();
  }
}
