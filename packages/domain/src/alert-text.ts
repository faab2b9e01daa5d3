import type { AlertDigest, AlertDocument, AlertEntry, AlertEvent } from './alert.js';

const verbs: Record<AlertEvent, string> = {
  'task.failed': 'failed',
  'run.abandoned': 'was abandoned',
  'run.late': 'is late',
  'task.recovered': 'recovered',
};

/** One line: `3 runs of 2 tasks failed, 1 task recovered`. */
export function alertSummary({ counts, tasks, entries }: AlertDigest): string {
  const only = entries[0];
  if (entries.length === 1 && tasks === 1 && only !== undefined) return entryTitle(only);
  const parts = [
    counts['task.failed'] > 0 && `${numbered(counts['task.failed'], 'run')} failed`,
    counts['run.abandoned'] > 0 && `${numbered(counts['run.abandoned'], 'run')} abandoned`,
    counts['run.late'] > 0 && `${numbered(counts['run.late'], 'run')} late`,
    counts['task.recovered'] > 0 && `${numbered(counts['task.recovered'], 'recovery', 'recoveries')}`,
  ].filter((part) => part !== false);
  return `${parts.join(', ')} (${numbered(tasks, 'task')})`;
}

export const testAlertSummary = 'This is a test: alerts of this channel arrive here.';

/** The whole message as plain text, for people. */
export function alertText({ summary, afterQuietHours, entries, moreEntries, type }: AlertDocument): string {
  if (type === 'alert.test') return `Carillon: ${summary}`;
  const head = afterQuietHours ? 'Carillon, after the quiet hours' : 'Carillon';
  const lines = entries.map((entry) => `- ${entryTitle(entry)}${entryDetails(entry)}`);
  if (moreEntries > 0) lines.push(`- and ${moreEntries} more`);
  return [`${head}: ${summary}`, ...lines].join('\n');
}

/**
 * As `alertText`, with what chats take for commands made harmless: names of tasks and answers of receivers are other
 * people's text, and may not call a whole room or hide where a link leads.
 */
export function alertChatText(document: AlertDocument): string {
  return alertText(document)
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\]\(/g, '] (');
}

function entryTitle({ taskName, event, count }: AlertEntry): string {
  const title = `“${taskName}” ${verbs[event]}`;
  if (count === 1) return title;
  if (event === 'run.late') return `${title} with ${count} runs`;
  return count === 2 ? `${title} twice` : `${title} ${count} times`;
}

const errorLengthMax = 160;

function entryDetails({ error, url, lastAt, count }: AlertEntry): string {
  const at = `${count === 1 ? '' : 'last '}${lastAt.slice(0, 16).replace('T', ' ')} UTC`;
  const why = error === null ? '' : `: ${firstLine(error)}`;
  return ` (${at})${why}${url === null ? '' : `\n  ${url}`}`;
}

function firstLine(text: string): string {
  const line = text.trim().split(/[\r\n]/, 1)[0] ?? '';
  return line.length > errorLengthMax ? `${line.slice(0, errorLengthMax)}…` : line;
}

function numbered(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
