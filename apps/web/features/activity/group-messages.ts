import type { Message } from './activity.api';

/** Messages that follow each other and are of one run, or of one writer. */
export interface MessageGroup {
  key: string;
  author: string;
  taskId: string | null;
  runId: string | null;
  messages: Message[];
}

export type Writers = 'all' | 'people' | 'carillon';
/** The least that is shown. */
export type LeastLevel = Message['level'];

export interface MessageFilter {
  text: string;
  writers: Writers;
  least: LeastLevel;
}
/** The writer of what the system posts. */
const system = 'carillon';
const togetherMs = 5 * 60_000;

const ranks: Record<LeastLevel, number> = { info: 0, warning: 1, error: 2 };

export function filterMessages(messages: readonly Message[], filter: MessageFilter): Message[] {
  const { text, writers, least } = filter;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return messages.filter((message) => {
    if (writers !== 'all' && (message.author === system) !== (writers === system)) return false;
    if (ranks[message.level] < ranks[least]) return false;
    const within =
      `${message.author} ${message.body} ${message.runId ?? ''} ${message.taskId ?? ''}`.toLowerCase();
    return words.every((word) => within.includes(word));
  });
}

export function groupMessages(messages: readonly Message[]): MessageGroup[] {
  const groups: MessageGroup[] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (last !== undefined && belongsTo(last, message)) last.messages.push(message);
    else {
      const { id, author, taskId, runId } = message;
      groups.push({ key: id, author, taskId, runId, messages: [message] });
    }
  }
  return groups;
}

function belongsTo({ author, runId, taskId, messages }: MessageGroup, message: Message): boolean {
  if (runId !== null || message.runId !== null) return runId === message.runId;
  if (author !== message.author || taskId !== message.taskId) return false;
  return Date.parse(message.createdAt) - Date.parse(messages.at(-1)!.createdAt) < togetherMs;
}
