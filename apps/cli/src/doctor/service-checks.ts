import { createQueueAdmin } from '@carillon/queue';
import type { DoctorConfig } from '@carillon/config';
import type { AppError } from '@carillon/domain';
import { readLocalKey } from '../local-key.js';
import { version } from '../version.js';
import type { Check } from './check.js';
import { fail, ok, skip, warn, wordsOf } from './check.js';

const timeoutMs = 3_000;

/** @param isDatabaseThere without one, a queue that lives in it is not asked */
export async function checkQueue(config: DoctorConfig, isDatabaseThere: boolean): Promise<Check> {
  const { databaseUrl, redisUrl } = config;
  if (redisUrl === null && !isDatabaseThere) return skip('queue', 'it lives in PostgreSQL');
  const place = redisUrl === null ? 'PostgreSQL' : `Redis at ${new URL(redisUrl).host}`;
  // What a queue on Redis never connects to.
  const admin = createQueueAdmin(
    { databaseUrl: databaseUrl ?? 'postgres://unused', redisUrl },
    { timeoutMs },
  );
  try {
    const { latencyMs, warnings, redis } = await admin.check();
    const value = `${place}, a write takes ${Math.ceil(latencyMs)} ms`;
    if (warnings.length > 0) return warn('queue', value, warnings.join(' '));
    if (redis?.isAppendOnly === false)
      return warn('queue', `${value}, without AOF`, 'Set appendonly yes, or a restart empties the queue.');
    return ok('queue', value);
  } catch (error) {
    const fix = redisUrl === null ? 'Run `carillon db up`.' : 'Start Redis, or correct REDIS_URL.';
    return fail('queue', `${place}: ${wordsOf(error)}`, fix);
  } finally {
    await admin.close();
  }
}

interface Health {
  status?: string;
  details?: Record<string, { status?: string; version?: string } | undefined>;
}

export async function checkApi({ apiUrl }: DoctorConfig): Promise<Check> {
  const place = new URL(apiUrl).host;
  const fix = 'Start the API, or set CARILLON_API_URL to where it is.';
  let health: Health;
  try {
    const answer = await fetch(new URL('/api/health', apiUrl), { signal: AbortSignal.timeout(timeoutMs) });
    health = (await answer.json()) as Health;
  } catch (error) {
    const { cause = error } = error as Error;
    return fail('api', `${place} cannot be reached: ${wordsOf(cause)}`, fix);
  }
  const { status, details } = health;
  if (status === undefined || details?.api === undefined)
    return fail('api', `${place} answers, and is no API of Carillon`, fix);
  const value = `${place}, version ${details.api.version}, ${status}`;
  const sick = Object.entries(details).flatMap(([name, part]) => (part?.status === 'up' ? [] : [name]));
  if (status === 'error') return fail('api', `${value}: ${sick.join(', ')}`, `See ${apiUrl}/api/health.`);
  if (status !== 'ok') return warn('api', `${value}: ${sick.join(', ')}`, `See ${apiUrl}/api/health.`);
  if (details.api.version !== version)
    return warn('api', value, `Deploy one version: this command is ${version}.`);
  return ok('api', value);
}

/** Whether the key that `carillon up` has left on this machine opens the API. */
export async function checkLocalKey({ apiUrl, dataDir }: DoctorConfig): Promise<Check> {
  let key: string | null;
  try {
    key = await readLocalKey(dataDir);
  } catch (error) {
    return fail('local key', wordsOf(error), (error as AppError).hint ?? 'Look at the file.');
  }
  if (key === null) return skip('local key', `carillon up has left none in ${dataDir}`);
  const headers = { authorization: `Bearer ${key}` };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(new URL('/api/auth/me', apiUrl), { headers, signal });
    if (answer.status === 401) {
      const fix =
        'Correct CARILLON_API_URL or CARILLON_DATA_DIR; `carillon up` makes a key that its API knows.';
      return warn('local key', `the key in ${dataDir} is none of the API's`, fix);
    }
    const { name, role } = (await answer.json()) as { name?: string; role?: string };
    return ok('local key', `signs in as ${role}, ${name}`);
  } catch {
    return skip('local key', 'the API cannot be asked');
  }
}

/** Everything that there is: whoever opens that has no guard. */
const everywhere = /^(0\.0\.0\.0|::)\/0$/;

export function checkOutbound({ outboundAllow, outboundHttp, outboundProxyUrl }: DoctorConfig): Check {
  const value = [
    `the public internet${outboundAllow.length === 0 ? ' alone' : ` and ${outboundAllow.join(', ')}`}`,
    outboundHttp ? 'http and https' : 'https only',
    ...(outboundProxyUrl === null ? [] : ['through a proxy, which has to refuse inner addresses itself']),
  ].join('; ');
  if (!outboundAllow.some((range) => everywhere.test(range))) return ok('outbound', value);
  return warn(
    'outbound',
    value,
    'Name in CARILLON_OUTBOUND_ALLOW what is meant to be reached, not everything.',
  );
}
