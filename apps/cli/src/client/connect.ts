import { readFile } from 'node:fs/promises';
import type { Client } from '@carillon/client';
import { ApiProblem, createClient } from '@carillon/client';
import type { ClientConfig } from '@carillon/config';
import { isLoopback, loadClientConfig } from '@carillon/config';
import { AppError, parseJson, parseUrl, writeJson } from '@carillon/domain';
import { wordsOf } from '../doctor/check.js';
import { readLocalKey } from '../local-key.js';

/** Where the API is and who asks it, as a command line says it; the rest comes from the environment. */
export interface ConnectionOptions {
  apiUrl?: string;
  apiKeyFile?: string;
}

/**
 * A client that keeps every digit of the numbers that it is answered.
 *
 * @param takesText whether an answer may be something else than JSON
 * @throws AppError `request.invalid` for an address that is none, `config.invalid` for a key that cannot be used; its
 * requests throw `api.unreachable` beside ApiProblem
 */
export async function connect(options: ConnectionOptions, takesText = false): Promise<Client> {
  const config = loadClientConfig();
  const baseUrl = options.apiUrl ?? config.apiUrl;
  const url = parseUrl(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new AppError('request.invalid', '--api-url must be a URL beginning with http:// or https://.');
  }
  const key = await findKey(options, config, url);
  const client = createClient({
    baseUrl,
    json: { parse: parseJson, write: writeJson },
    ...(key !== null && { token: key }),
  });
  const request = async (...input: Parameters<Client['request']>): Promise<unknown> => {
    const answer: unknown = await client.request(...input).catch(refuse(url.origin));
    if (typeof answer === 'string' && !takesText) throw noApi(url.origin);
    return answer;
  };
  return { ...client, request: request as Client['request'] };
}

/** The key that `carillon up` left opens everything: no other machine is sent it. */
async function findKey(
  { apiKeyFile }: ConnectionOptions,
  { apiKey, dataDir }: ClientConfig,
  { hostname }: URL,
): Promise<string | null> {
  if (apiKeyFile !== undefined) return readKey(apiKeyFile);
  if (apiKey !== null) return apiKey;
  return isLoopback(hostname.replace(/[[\]]/g, '')) ? readLocalKey(dataDir) : null;
}

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('config.invalid', `The key file ${file} cannot be read (${cause.code}).`, { cause });
  });
  if (/^[\x21-\x7e]+$/.test(text.trim())) return text.trim();
  throw new AppError('config.invalid', `The key file ${file} does not hold an API key and nothing else.`);
}

/** What is thrown in place of what a request has failed with. */
function refuse(place: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof ApiProblem) throw isForeign(error) ? noApi(place) : error;
    if (error instanceof SyntaxError) throw noApi(place);
    const { name, cause = error } = error as Error;
    const why = name === 'TimeoutError' ? 'did not answer in time' : `cannot be reached: ${wordsOf(cause)}`;
    throw new AppError('api.unreachable', `The API at ${place} ${why}.`, {
      cause,
      hint: 'Start it with `carillon up`, or say where it is: --api-url, or CARILLON_API_URL.',
    });
  };
}

/** A server that knows neither the address nor how the API says so. */
const isForeign = ({ requestId, status }: ApiProblem): boolean =>
  requestId === null && (status === 404 || status === 405);

function noApi(place: string): AppError {
  return new AppError('api.unreachable', `What answers at ${place} is no API of Carillon.`, {
    hint: 'Say where it is: --api-url, or CARILLON_API_URL.',
  });
}
