import { Pool } from 'undici';
import { percentile } from '../percentile.js';
import { kinds, needle, taskId } from './stored-tasks.js';

/** How much is stored, and how many ask. */
export interface ApiOptions {
  tasks: number;
  runs: number;
  /** Requests at the same time. */
  clients: number;
  sockets: number;
  /** Of the API. */
  processes: number;
  /** Of each request. */
  seconds: number;
}

export interface RequestResult {
  name: string;
  requests: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
}

interface Request {
  name: string;
  method: 'GET' | 'POST';
  path: (random: Random) => string;
  body?: string;
}

type Random = (count: number) => number;

const list = (name: string, query: (random: Random) => Record<string, string> = () => ({})): Request => ({
  name: `list page${name}`,
  method: 'GET',
  path: (random) => `/api/tasks?${new URLSearchParams(query(random)).toString()}`,
});

const requestsOf = ({ tasks, runs }: ApiOptions): Request[] => [
  { name: 'get one task', method: 'GET', path: (random) => `/api/tasks/${taskId(random(tasks))}` },
  list(''),
  list(', by tag', (random) => ({ tag: `tag-${random(kinds)}` })),
  list(', by status', () => ({ status: 'failed' })),
  list(', by priority', () => ({ priority: 'urgent' })),
  list(', by payload', (random) => ({ filter: `payload.customer.id=${random(kinds)}` })),
  list(', by search', () => ({ search: needle })),
  {
    name: 'runs of a task',
    method: 'GET',
    path: (random) => `/api/tasks/${taskId(random(Math.min(tasks, runs)))}/runs`,
  },
  { name: 'queue status', method: 'GET', path: () => '/api/queue/status' },
  // Last: twenty thousand tasks that are all alike would lie before those that the lists look for.
  {
    name: 'create a task',
    method: 'POST',
    path: () => '/api/tasks',
    body: JSON.stringify({
      taskName: 'made by the benchmark',
      webhookUrl: 'http://127.0.0.1:3002/hook',
      jsonPayload: { customer: { id: -1 } },
      start: 'manual',
    }),
  },
];

/** Until V8 has compiled what is asked for often. */
const warmUpMs = 4_000;

/** Each request by itself, sent by all clients as fast as they are answered. */
export async function measureRequests(
  url: string,
  options: ApiOptions,
  progress: (line: string) => void,
): Promise<RequestResult[]> {
  const results: RequestResult[] = [];
  const pool = new Pool(url, { connections: options.clients });
  try {
    for (const request of requestsOf(options)) {
      progress(`${request.name} …`);
      await load(pool, request, options.clients, warmUpMs);
      const tookMs = await load(pool, request, options.clients, options.seconds * 1_000);
      results.push({
        name: request.name,
        requests: tookMs.length,
        perSecond: tookMs.length / options.seconds,
        p50Ms: percentile(tookMs, 50),
        p95Ms: percentile(tookMs, 95),
        p99Ms: percentile(tookMs, 99),
      });
    }
  } finally {
    await pool.close();
  }
  return results;
}

/** @throws Error for any answer but 2xx */
async function load(pool: Pool, request: Request, clients: number, forMs: number): Promise<number[]> {
  const { name, method, path, body = null } = request;
  const headers = body === null ? {} : { 'content-type': 'application/json' };
  const random = (count: number): number => Math.floor(Math.random() * count);
  const tookMs: number[] = [];
  const endsAt = performance.now() + forMs;
  const client = async (): Promise<void> => {
    for (;;) {
      const startedAt = performance.now();
      if (startedAt >= endsAt) return;
      const answer = await pool.request({ method, path: path(random), headers, body });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) throw new Error(`${name} was answered ${answer.statusCode}: ${text}`);
      tookMs.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return tookMs;
}
