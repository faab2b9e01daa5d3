import { onLines, quoted } from '@/features/command-line/shell';
import type { NewTask, TaskChange } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';
import type { WholeTask } from './task-of-form';

interface ApiCall {
  origin: string;
  method: 'POST' | 'PATCH';
  path: string;
  version?: number;
  body: NewTask | TaskChange;
}

/** The call of the API that does what the form does; the key comes from the environment. */
export function asCurl({ origin, method, path, version, body }: ApiCall): string {
  return onLines([
    `curl -X ${method} ${quoted(origin + path)}`,
    `-H "authorization: Bearer $CARILLON_API_KEY"`,
    `-H 'content-type: application/json'`,
    ...(version === undefined ? [] : [`-H 'if-match: "${version}"'`]),
    `-d ${quoted(writeJson(body, 2))}`,
  ]);
}

/** The webhook itself, without what the listener adds to it. */
export function webhookAsCurl({ httpMethod, webhookUrl, httpHeaders, jsonPayload }: WholeTask): string {
  const hasBody =
    httpMethod !== 'HEAD' && !(/^(GET|DELETE)$/.test(httpMethod) && writeJson(jsonPayload) === '{}');
  return onLines([
    httpMethod === 'HEAD' ? `curl -I ${quoted(webhookUrl)}` : `curl -X ${httpMethod} ${quoted(webhookUrl)}`,
    ...(hasBody ? [`-H 'content-type: application/json'`] : []),
    ...Object.entries(httpHeaders).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(hasBody ? [`-d ${quoted(writeJson(jsonPayload))}`] : []),
  ]);
}
