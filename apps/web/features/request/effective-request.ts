import { onLines, quoted, variableOf } from '@/features/command-line/shell';
import type { Task } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';
import { hiddenSecret } from './secret-header';

/** A request as it goes to the receiver; `headers` in the order in which they are shown. */
export interface EffectiveRequest {
  method: string;
  url: string;
  headers: HeaderLine[];
  /** Null: it is sent without a body. */
  body: string | null;
}

export interface HeaderLine {
  name: string;
  /** Masked where it is a secret. */
  value: string;
  isMasked: boolean;
  /** Added by Carillon; what stands in angle brackets is known when it is sent. */
  isOwn: boolean;
}

export type RequestParts = Pick<
  Task,
  'httpMethod' | 'webhookUrl' | 'httpHeaders' | 'jsonPayload' | 'deliveryOptions'
>;

const mask = '••••••••';

/** What Carillon says about itself and the run, beside what the task says. */
const ownHeaders: readonly (readonly [string, string])[] = [
  ['user-agent', 'Carillon/<version>'],
  ['webhook-id', '<the run, the same for every attempt>'],
  ['webhook-timestamp', '<when it is sent>'],
  ['webhook-signature', '<by the signing secret>'],
  ['webhook-attempt', '<1, 2, …>'],
  ['carillon-task-id', '<the task>'],
  ['carillon-run-id', '<the run>'],
  ['carillon-scheduled-for', '<the instant>'],
  ['traceparent', '<the run as trace, the attempt as span>'],
];

/** The request of a task, or of a run with an address or a payload of its own. */
export function effectiveRequest(
  task: RequestParts,
  own: { webhookUrl?: string | null; jsonPayload?: unknown; runId?: string } = {},
): EffectiveRequest {
  const headers = Object.entries(task.httpHeaders).map(([name, value]) => givenHeader(name, String(value)));
  const has = (name: string): boolean => headers.some((header) => header.name.toLowerCase() === name);
  const isBodiless = task.httpMethod === 'GET' || task.httpMethod === 'HEAD';
  const added: [string, string][] = ownHeaders.map(([name, value]) => [
    name,
    name === 'webhook-id' || name === 'carillon-run-id' ? (own.runId ?? value) : value,
  ]);
  if (!isBodiless && !has('content-type')) added.unshift(['content-type', 'application/json']);
  if (task.deliveryOptions.auth !== null && !has('authorization')) {
    added.unshift(['authorization', '<by the task’s authentication>']);
  }
  const payload = 'jsonPayload' in own ? own.jsonPayload : task.jsonPayload;
  return {
    method: task.httpMethod,
    url: own.webhookUrl ?? task.webhookUrl,
    headers: [...headers, ...added.map(([name, value]) => ({ name, value, isMasked: false, isOwn: true }))],
    body: isBodiless ? null : writeJson(payload),
  };
}

function givenHeader(name: string, value: string): HeaderLine {
  const isMasked = value === hiddenSecret;
  return { name, value: isMasked ? mask : value, isMasked, isOwn: false };
}

/**
 * As a command for a shell. What Carillon adds is left out, but for the type of the body; masked values are taken from
 * variables of the shell that are named after their headers.
 */
export function toCurl({ method, url, headers, body }: EffectiveRequest): string {
  const lines = [`curl -X ${method} ${quoted(url)}`];
  for (const { name, value, isMasked, isOwn } of headers) {
    if (isOwn && name !== 'content-type') continue;
    lines.push(isMasked ? `-H "${name}: $${variableOf(name)}"` : `-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== null) lines.push(`--data-raw ${quoted(body)}`);
  return onLines(lines);
}
