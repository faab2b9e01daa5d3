import { parseJson } from '@/ui/exact-json';

/** What a pasted text holds: tasks to be made, or why it holds none. */
export type PastedTasks = { tasks: Record<string, unknown>[]; fault: null } | { tasks: null; fault: string };

/** As the API takes them at once. */
export const batchMax = 100;

/** Reads JSON (one task, or a list of them) or CSV (a line of field names, and a line for each task). */
export function readTasks(text: string): PastedTasks {
  const trimmed = text.trim();
  if (trimmed === '') return fault('Paste something first.');
  const read = /^[[{]/.test(trimmed) ? readJson(trimmed) : readCsv(trimmed);
  if (read.tasks === null) return read;
  if (read.tasks.length === 0) return fault('There is no task in it.');
  if (read.tasks.length > batchMax) {
    return fault(`It has ${read.tasks.length} tasks; ${batchMax} can be made at once.`);
  }
  return read;
}

function fault(text: string): PastedTasks {
  return { tasks: null, fault: text };
}

function readJson(text: string): PastedTasks {
  try {
    const value = parseJson(text);
    const list: unknown[] = Array.isArray(value) ? value : listIn(value);
    const index = list.findIndex((each) => typeof each !== 'object' || each === null || Array.isArray(each));
    if (index >= 0) return fault(`Entry ${index + 1} is no object.`);
    return { tasks: list as Record<string, unknown>[], fault: null };
  } catch (error) {
    return fault(`It is not JSON: ${(error as Error).message}.`);
  }
}

/** `{ tasks: [...] }` as the API takes it, `{ items: [...] }` as it answers lists, or one task. */
function listIn(value: unknown): unknown[] {
  const { tasks, items } = value as { tasks?: unknown; items?: unknown };
  if (Array.isArray(tasks)) return tasks;
  return Array.isArray(items) ? items : [value];
}

function readCsv(text: string): PastedTasks {
  const [head, ...rows] = splitCsv(text);
  if (head === undefined || !head.includes('taskName') || !head.includes('webhookUrl')) {
    return fault('The first line names the fields, taskName and webhookUrl among them: or paste JSON.');
  }
  const tasks: Record<string, unknown>[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.length > head.length) return fault(`Line ${index + 2} has more cells than the first line.`);
    const task: Record<string, unknown> = {};
    for (const [column, name] of head.entries()) {
      const cell = (cells[column] ?? '').trim();
      if (cell === '') continue;
      try {
        task[name] = valueOf(name, cell);
      } catch {
        return fault(`Line ${index + 2}: ${name} is not JSON.`);
      }
    }
    tasks.push(task);
  }
  return { tasks, fault: null };
}

const jsonFields = new Set(['jsonPayload', 'httpHeaders', 'deliveryOptions', 'successStatus']);
const textFields = new Set(['taskName', 'webhookUrl', 'taskSchedule', 'lane', 'agentId']);

/** Lists of tags are separated by semicolons; objects are JSON; what looks like a number or yes and no, is. */
function valueOf(name: string, cell: string): unknown {
  if (name === 'tags') return cell.split(';').flatMap((tag) => tag.trim() || []);
  if (jsonFields.has(name)) return parseJson(cell);
  if (textFields.has(name)) return cell;
  if (/^-?\d{1,15}(\.\d+)?$/.test(cell)) return Number(cell);
  return cell === 'true' ? true : cell === 'false' ? false : cell;
}

/** Cells in quotes may hold commas, line breaks, and quotes written twice (RFC 4180). */
function splitCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  for (;;) {
    const found = cell.exec(text);
    if (found === null) break;
    const [, quoted, plain = '', end] = found;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      if (row.some((each) => each.trim() !== '')) rows.push(row);
      row = [];
    }
    if (end === '') break;
  }
  return rows;
}
