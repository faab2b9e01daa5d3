import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess } from '@carillon/testkit';
import { benchEnvironment } from '../environment.js';

const program = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url));

export interface RunningApi {
  url: string;
  process: CarillonProcess;
}

interface Where {
  databaseUrl: string;
  redisUrl: string | null;
  /** For its log. */
  folder: string;
  processes: number;
}

/** Starts an API, measures, and stops it. */
export async function withApi<Result>(
  where: Where,
  measure: (api: RunningApi) => Promise<Result>,
): Promise<Result> {
  const api = await startApi(where);
  try {
    return await measure(api);
  } finally {
    await api.process.end('SIGTERM');
  }
}

async function startApi({ databaseUrl, redisUrl, folder, processes }: Where): Promise<RunningApi> {
  const port = await freePort();
  const env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? '',
    ...benchEnvironment,
    CARILLON_OPEN_ON_LOOPBACK: '1',
    CARILLON_TRUSTED_PROXIES: 'loopback',
    CARILLON_LOG_LEVEL: 'warn',
    CARILLON_API_PORT: String(port),
    CARILLON_API_PROCESSES: String(processes),
  };
  const process = await startCarillonProcess([program], { env, logFile: join(folder, `api-${port}.log`) });
  return { url: `http://127.0.0.1:${port}`, process };
}
