import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@carillon/testkit';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { request } from 'undici';
import { percentile } from '../percentile.js';
import { residentMbWithChildren } from '../processes/process-figures.js';
import type { RunningApi } from './running-api.js';
import { taskId } from './stored-tasks.js';

export interface SocketsResult {
  changes: number;
  received: number;
  /** From the API's word that the change is committed to a client's receipt. */
  p50Ms: number;
  p99Ms: number;
  /** Resident, MiB, of all processes of the API; null where the operating system does not tell. */
  memoryBeforeMb: number | null;
  memoryMb: number | null;
}

const changes = 50;
const pauseMs = 100;
const settleMs = 3_000;
/** So many connect at once. */
const bundle = 50;

/** Connects the sockets, changes tasks one after the other, and sees when each socket hears of it. */
export async function measureSockets({ url, process }: RunningApi, count: number): Promise<SocketsResult> {
  await wait(settleMs);
  const memoryBeforeMb = residentMbWithChildren(process.pid);
  const lagsMs: number[] = [];
  const sockets: Socket[] = [];
  const hear = ({ at }: { at: string }): void => void lagsMs.push(Date.now() - Date.parse(at));
  try {
    for (let connected = 0; connected < count; connected = sockets.length) {
      const next = Array.from({ length: Math.min(bundle, count - connected) }, () =>
        io(url, { path: '/api/socket', transports: ['websocket'], forceNew: true, reconnection: false }),
      );
      sockets.push(...next);
      await until(() => next.every((socket) => socket.connected), {
        what: 'the sockets are connected',
        timeoutMs: 20_000,
      });
    }
    for (const socket of sockets) socket.on('task.updated', hear);
    for (let change = 0; change < changes; change += 1) {
      await changeTask(url, taskId(change), change);
      await wait(pauseMs);
    }
    await until(() => lagsMs.length >= changes * count, { what: 'all changes arrived', timeoutMs: 20_000 });
    await wait(settleMs);
    return {
      changes,
      received: lagsMs.length,
      p50Ms: percentile(lagsMs, 50),
      p99Ms: percentile(lagsMs, 99),
      memoryBeforeMb,
      memoryMb: residentMbWithChildren(process.pid),
    };
  } finally {
    for (const socket of sockets) socket.disconnect();
  }
}

async function changeTask(url: string, id: string, change: number): Promise<void> {
  const { statusCode, body } = await request(`${url}/api/tasks/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ taskName: `changed ${change}` }),
  });
  if (statusCode !== 200) throw new Error(`A change was answered ${statusCode}: ${await body.text()}`);
  await body.dump();
}
