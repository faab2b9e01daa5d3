import { onLines, quoted } from '@/features/command-line/shell';
import { formatJson } from '@/ui/json-text';
import type { ReceivedRequest } from './inspector.api';

/** A request as it went over the wire, as far as it was kept. */
export function toRaw({ method, path, query, headers, body }: ReceivedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}${query} HTTP/1.1`, ...lines, '', body].join('\n');
}

/** A line for a shell that sends the same again. @param receiverUrl of `/webhook` */
export function toCurl({ method, path, query, headers, body }: ReceivedRequest, receiverUrl: string): string {
  const lines = [`curl -X ${method} ${quoted(new URL(path + query, receiverUrl).href)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== '') lines.push(`--data-raw ${quoted(body)}`);
  return onLines(lines);
}

/** With its body indented, so that two of them can be compared line by line. */
function toLines(request: ReceivedRequest): string[] {
  const { method, path, query, headers, body } = request;
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${method} ${path}${query}`,
    ...sorted.map(([name, value]) => `${name}: ${value}`),
    '',
    ...(formatJson(body) ?? body).split('\n'),
  ];
}

export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Longer ones are compared up to here. */
const diffLinesMax = 1_000;

/** What has to change in the lines of one request to make it the other. */
export function diffRequests(before: ReceivedRequest, after: ReceivedRequest): DiffLine[] {
  return diffLines(toLines(before).slice(0, diffLinesMax), toLines(after).slice(0, diffLinesMax));
}

function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    if (a < before.length && b < after.length && before[a] === after[b]) {
      lines.push({ kind: 'same', text: before[a]! });
      a += 1;
      b += 1;
    } else if (b >= after.length || (a < before.length && common[a + 1]![b]! >= common[a]![b + 1]!)) {
      lines.push({ kind: 'removed', text: before[a]! });
      a += 1;
    } else {
      lines.push({ kind: 'added', text: after[b]! });
      b += 1;
    }
  }
  return lines;
}

/** How many lines the rests from each pair of places on have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let a = before.length - 1; a >= 0; a -= 1) {
    for (let b = after.length - 1; b >= 0; b -= 1) {
      lengths[a]![b] =
        before[a] === after[b]
          ? lengths[a + 1]![b + 1]! + 1
          : Math.max(lengths[a + 1]![b]!, lengths[a]![b + 1]!);
    }
  }
  return lengths;
}
