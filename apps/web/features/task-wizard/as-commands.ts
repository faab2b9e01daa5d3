import type { NewTask, TaskChange } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';
import type { WholeTask } from './task-of-form';

/** Quoted for a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

interface ApiCall {
  origin: string;
  method: 'POST' | 'PATCH';
  path: string;
  version?: number;
  body: NewTask | TaskChange;
}

/** The call of the API that does what the form does; the key comes from the environment. */
export function asCurl({ origin, method, path, version, body }: ApiCall): string {
  return [
    `curl -X ${method} ${quote(origin + path)}`,
    `-H "authorization: Bearer $CARILLON_API_KEY"`,
    `-H 'content-type: application/json'`,
    ...(version === undefined ? [] : [`-H 'if-match: "${version}"'`]),
    `-d ${quote(writeJson(body, 2))}`,
  ].join(' \\\n  ');
}

/** The webhook itself, without what the listener adds to it. */
export function webhookAsCurl({ httpMethod, webhookUrl, httpHeaders, jsonPayload }: WholeTask): string {
  const hasBody =
    httpMethod !== 'HEAD' && !(/^(GET|DELETE)$/.test(httpMethod) && writeJson(jsonPayload) === '{}');
  return [
    httpMethod === 'HEAD' ? `curl -I ${quote(webhookUrl)}` : `curl -X ${httpMethod} ${quote(webhookUrl)}`,
    ...(hasBody ? [`-H 'content-type: application/json'`] : []),
    ...Object.entries(httpHeaders).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(hasBody ? [`-d ${quote(writeJson(jsonPayload))}`] : []),
  ].join(' \\\n  ');
}
