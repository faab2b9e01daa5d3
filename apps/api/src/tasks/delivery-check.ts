import type { OutboundPolicy } from '@carillon/delivery';
import { judgeUrl } from '@carillon/delivery';
import type { FieldError, Task } from '@carillon/domain';
import { checkTemplate, defaultDeliveryOptions, writeJson } from '@carillon/domain';
import { invalidFields } from '../http/problem.js';

/** What decides what is sent. */
export type DeliveredTask = Pick<Task, 'webhookUrl' | 'httpHeaders' | 'jsonPayload' | 'deliveryOptions'>;

/** What a new task sends beside its URL when its fields are left out; the table's own defaults. */
export const plainDelivery: Omit<DeliveredTask, 'webhookUrl'> = {
  httpHeaders: {},
  jsonPayload: {},
  deliveryOptions: defaultDeliveryOptions,
};

export const deliveryKeys = [
  'webhookUrl',
  'httpHeaders',
  'jsonPayload',
  'deliveryOptions',
] as const satisfies readonly (keyof DeliveredTask)[];

/**
 * Checks the parts of a request together: its placeholders, and that no header is set twice.
 *
 * @throws AppError `request.invalid`, naming the fields at fault
 */
export function checkDelivery(task: DeliveredTask): void {
  const faults = [...headerConflicts(task), ...(task.deliveryOptions.templates ? templateFaults(task) : [])];
  if (faults.length > 0) throw invalidFields(faults);
}

/**
 * Checks that the URLs of a task may be called, as far as that shows without calling them: what a name leads to is
 * judged when it is connected to.
 *
 * @throws AppError `request.invalid`, naming the fields at fault
 */
export function checkReach({ webhookUrl, deliveryOptions }: DeliveredTask, policy: OutboundPolicy): void {
  const { auth } = deliveryOptions;
  const urls = [
    { path: 'webhookUrl', url: webhookUrl },
    ...(auth?.type === 'oauth2' ? [{ path: 'deliveryOptions.auth.tokenUrl', url: auth.tokenUrl }] : []),
  ];
  const faults = urls.flatMap(({ path, url }) => {
    const refusal = judgeUrl(url, policy);
    return refusal === null ? [] : [{ path, message: `cannot be called: ${refusal}` }];
  });
  if (faults.length > 0) throw invalidFields(faults);
}

function headerConflicts({ httpHeaders, deliveryOptions: { auth } }: DeliveredTask): FieldError[] {
  if (auth === null) return [];
  const taken = auth.type === 'api_key' ? auth.header.toLowerCase() : 'authorization';
  return Object.keys(httpHeaders)
    .filter((name) => name.toLowerCase() === taken)
    .map((name) => ({ path: `httpHeaders.${name}`, message: 'is set by deliveryOptions.auth already' }));
}

function templateFaults({ webhookUrl, httpHeaders, jsonPayload }: DeliveredTask): FieldError[] {
  const texts = [
    { path: 'webhookUrl', text: webhookUrl },
    // Within JSON text two braces stand in strings alone.
    { path: 'jsonPayload', text: writeJson(jsonPayload) },
    ...Object.entries(httpHeaders).map(([name, text]) => ({ path: `httpHeaders.${name}`, text })),
  ];
  return texts.flatMap(({ path, text }) => {
    const message = checkTemplate(text);
    return message === null ? [] : [{ path, message }];
  });
}
