import type { Answer, Client, Input } from '@carillon/client';
import type { InputReader } from './read-input.js';
import { readJson, readJsonObject } from './read-input.js';
import { usageError } from './session.js';

type NewTask = Input<'POST', '/api/tasks'>['body'];
type TaskChange = Input<'PATCH', '/api/tasks/{id}'>['body'];
type Headers = Answer<'GET', '/api/tasks/{id}'>['httpHeaders'];

/** The fields of a task that have an option; all others go by `--json-file`. */
export interface FieldOptions {
  name?: string;
  url?: string;
  method?: NonNullable<NewTask['httpMethod']>;
  header?: Headers;
  payload?: string;
  schedule?: string;
  timeZone?: string;
  runAt?: string;
  lane?: string;
  priority?: NonNullable<NewTask['priority']>;
  maxRetry?: number;
  /** In milliseconds. */
  timeout?: number;
  tag?: string[];
  jsonFile?: string;
}

export interface NewTaskOptions extends FieldOptions {
  runIn?: string;
  start?: NonNullable<NewTask['start']>;
  paused?: boolean;
  fromCurl?: string;
}

/**
 * What `--json-file` holds, and over it what the other options say.
 *
 * @param headers those that a `--header` is put beside, unless the file has some
 */
export async function readFields(
  options: FieldOptions,
  input: InputReader,
  headers: Headers = {},
): Promise<TaskChange> {
  const { jsonFile, payload } = options;
  const base =
    jsonFile === undefined ? {} : readJsonObject('--json-file', await input.file('--json-file', jsonFile));
  return {
    ...base,
    ...withoutUnset({
      taskName: options.name,
      webhookUrl: options.url,
      httpMethod: options.method,
      httpHeaders: options.header && mergeHeaders(base.httpHeaders ?? headers, options.header),
      taskSchedule: options.schedule,
      timeZone: options.timeZone,
      runAt: options.runAt,
      lane: options.lane,
      priority: options.priority,
      maxRetry: options.maxRetry,
      timeoutMs: options.timeout,
      tags: options.tag,
    }),
    ...(payload !== undefined && {
      jsonPayload: readJson('--payload', await input.text('--payload', payload)),
    }),
  };
}

/**
 * The task that is to be made: what the curl command sends, if one is given, and over it what the options say.
 *
 * @param warn is told what of the curl command the task will not do
 */
export async function readNewTask(
  client: Client,
  options: NewTaskOptions,
  input: InputReader,
  warn: (text: string) => void,
): Promise<NewTask> {
  const { fromCurl, runIn, start, paused } = options;
  const draft: Partial<NewTask> =
    fromCurl === undefined ? {} : await importCurl(client, await input.file('--from-curl', fromCurl), warn);
  const fields = await readFields(options, input, draft.httpHeaders);
  const given = { ...draft, ...fields, ...withoutUnset({ runIn, start, pause: paused && {} }) };
  const { taskName, webhookUrl } = given;
  if (taskName === undefined) throw usageError('A task needs a name: --name.');
  if (webhookUrl === undefined) throw usageError('A task needs a URL that it calls: --url.');
  return { ...given, taskName, webhookUrl };
}

async function importCurl(
  client: Client,
  command: string,
  warn: (text: string) => void,
): Promise<Partial<NewTask>> {
  const { task, warnings } = await client.request('POST', '/api/imports/curl', { body: { command } });
  warnings.forEach(warn);
  return task;
}

/** The names of headers are the same in any letter case. */
function mergeHeaders(stored: unknown, given: Headers): Headers {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const kept = Object.entries((stored ?? {}) as Headers).filter(([name]) => !names.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), ...given };
}

function withoutUnset<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined | false> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== false),
  ) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined | false> };
}
