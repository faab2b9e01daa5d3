import { AppError, parseSchedule, readTimeZone } from '@carillon/domain';
import { readHttpCommand } from './http-command.js';
import type { TaskDraft } from './request-draft.js';
import { CommandFault } from './shell-words.js';

/** What became of one line: a draft, or why there is none. */
export interface CrontabItem {
  /** From 1. */
  line: number;
  text: string;
  task: TaskDraft['task'] | null;
  warnings: string[];
  problem: string | null;
}

/** What a draft must keep to besides. */
export interface DraftRules {
  minimumIntervalMs: number;
  /** Why a URL would not be called, or null. */
  judge: (url: string) => string | null;
}

/** The lines of a crontab that say something, each by itself. A time zone holds for the lines below it. */
export function readCrontab(text: string, rules: DraftRules): CrontabItem[] {
  const items: CrontabItem[] = [];
  let timeZone = 'UTC';
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const item = { line: index + 1, text: line, task: null, warnings: [], problem: null };
    try {
      const [, setting, value = ''] = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
      if (setting === 'CRON_TZ' || setting === 'TZ')
        timeZone = readTimeZone(value.replace(/^(["'])(.*)\1$/, '$2'));
      else if (setting !== undefined)
        items.push({ ...item, problem: `${setting} has no meaning for a webhook` });
      else items.push({ ...item, ...readEntry(line, timeZone, rules) });
    } catch (error) {
      if (!(error instanceof CommandFault) && !(error instanceof AppError)) throw error;
      items.push({ ...item, problem: error.message });
    }
  }
  return items;
}

function readEntry(line: string, timeZone: string, { minimumIntervalMs, judge }: DraftRules): TaskDraft {
  const [, taskSchedule, rest] = /^(@\w+|(?:\S+\s+){4}\S+)\s+(.+)$/.exec(line) ?? [];
  if (taskSchedule === undefined || rest === undefined) {
    throw new CommandFault('is not five fields, or a word such as @daily, and a command');
  }
  parseSchedule({ taskSchedule, timeZone }, { minimumIntervalMs });
  if (/(^|[^\\])%/.test(rest))
    throw new CommandFault('has a %, which cron takes for a line break; write \\%');
  // The table of the system names the user before the command.
  const command = rest.replace(/\\%/g, '%').replace(/^[a-z_][\w-]*\s+(?=(?:\S*\/)?(?:curl|wget)\s)/, '');
  const { task, warnings } = readHttpCommand(command, judge);
  return { task: { ...task, taskSchedule: taskSchedule.replace(/\s+/g, ' '), timeZone }, warnings };
}
