import { hiddenSecret } from '@/features/request/secret-header';
import type { NewTask, TaskChange } from '@/features/tasks/tasks.api';
import { writeJson } from '@/ui/exact-json';
import { onLines, quoted, variableOf } from './shell';

/** The command line that makes a task; secrets that nobody is shown come from variables of the shell. */
export function createCommand(origin: string, body: NewTask): string {
  const { httpHeaders, ...others } = body;
  const { flags, rest } = flagsOf(others);
  const headers = headerFlagsOf(httpHeaders ?? {});
  const document = { ...rest, ...(Object.keys(headers.rest).length > 0 && { httpHeaders: headers.rest }) };
  return commandOf(`tasks create --api-url ${quoted(origin)}`, [...flags, ...headers.flags], document);
}

/** The command line that changes a version of a task, and no other. */
export function updateCommand(
  origin: string,
  { id, version }: { id: string; version: number },
  change: TaskChange,
): string {
  // Given one by one, headers would be put beside those that are there.
  const { httpHeaders, ...others } = change;
  const { flags, rest } = flagsOf(others);
  const document = { ...rest, ...(httpHeaders !== undefined && { httpHeaders }) };
  const start = `tasks update ${id} --if-match ${version} --api-url ${quoted(origin)}`;
  return commandOf(start, flags, document);
}

/** What no option can say stands below the command, as the API takes it. */
function commandOf(start: string, flags: readonly string[], document: object): string {
  const words = [`carillon ${start}`, ...flags];
  if (Object.keys(document).length === 0) return onLines(words);
  // No line of an object in JSON is the word that ends it.
  return `${onLines([...words, "--json-file - <<'JSON'"])}\n${writeJson(document, 2)}\nJSON`;
}

type Flags = (value: unknown) => readonly string[] | null;

/** Shells take a letter that controls a terminal as a key that was pressed. */
const isPlain = (text: string): boolean => !/\p{Cc}/u.test(text);

const text =
  (flag: string): Flags =>
  (value) =>
    typeof value === 'string' && isPlain(value) ? [`${flag} ${quoted(value)}`] : null;

/** A longer payload would hide the command. */
const payloadLengthMax = 2_000;

/** How options say the fields that they can say; null: this value they cannot. */
const fieldFlags: { [Field in keyof NewTask]: Flags } = {
  taskName: text('--name'),
  webhookUrl: text('--url'),
  httpMethod: text('--method'),
  jsonPayload: (value) => {
    const json = writeJson(value);
    return json.length <= payloadLengthMax && isPlain(json) ? [`--payload ${quoted(json)}`] : null;
  },
  taskSchedule: text('--schedule'),
  timeZone: text('--time-zone'),
  runAt: text('--run-at'),
  runIn: text('--run-in'),
  start: text('--start'),
  pause: (value) => (Object.keys(value as object).length === 0 ? ['--paused'] : null),
  lane: text('--lane'),
  priority: text('--priority'),
  timeoutMs: (value) => [
    `--timeout ${Number(value) % 1_000 === 0 ? `${Number(value) / 1_000}s` : `${String(value)}ms`}`,
  ],
  maxRetry: (value) => [`--max-retry ${String(value)}`],
  tags: (value) => {
    const tags = value as string[];
    return tags.length > 0 && tags.every(isPlain) ? tags.map((tag) => `--tag ${quoted(tag)}`) : null;
  },
};

function flagsOf(fields: Partial<NewTask>): { flags: string[]; rest: Record<string, unknown> } {
  const flags: string[] = [];
  const rest: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    const given = fieldFlags[field as keyof NewTask]?.(value) ?? null;
    if (given === null) rest[field] = value;
    else flags.push(...given);
  }
  return { flags, rest };
}

function headerFlagsOf(headers: Record<string, string>): { flags: string[]; rest: Record<string, string> } {
  const flags: string[] = [];
  const rest: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === hiddenSecret) flags.push(`--header ${quoted(`${name}: `)}"\${${variableOf(name)}:?}"`);
    else if (isPlain(value)) flags.push(`--header ${quoted(`${name}: ${value}`)}`);
    else rest[name] = value;
  }
  return { flags, rest };
}
