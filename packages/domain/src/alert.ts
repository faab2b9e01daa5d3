/** What people are told: a run that ended badly, one that does not begin, and the first good one after a bad one. */
export const alertEvents = ['task.failed', 'run.abandoned', 'run.late', 'task.recovered'] as const;
export type AlertEvent = (typeof alertEvents)[number];

export const alertChannelKinds = ['webhook', 'chat', 'email'] as const;
export type AlertChannelKind = (typeof alertChannelKinds)[number];

export const alertMessageStatuses = ['pending', 'sending', 'sent', 'failed'] as const;
export type AlertMessageStatus = (typeof alertMessageStatuses)[number];

/** One event of one task, as often as it happened since the last message. Times are ISO 8601 UTC. */
export interface AlertEntry {
  event: AlertEvent;
  taskId: string;
  taskName: string;
  /** How many runs it stands for. */
  count: number;
  firstAt: string;
  lastAt: string;
  /** The last of the runs. */
  runId: string;
  /** What that run says of itself, or why it does not begin; null when it went well, or says nothing. */
  error: string | null;
  /** That run in the dashboard; null when it is not known where the dashboard is. */
  url: string | null;
}

/** What happened since the last message: counted in full, and named as far as there is room. */
export interface AlertDigest {
  counts: Record<AlertEvent, number>;
  /** How many tasks; one that failed and recovered is one. */
  tasks: number;
  entries: AlertEntry[];
  /** How many entries were left out. */
  moreEntries: number;
}

/** The JSON document that a webhook gets, and that every other message is written from. */
export interface AlertDocument extends AlertDigest {
  type: 'alert' | 'alert.test';
  /** The same with every attempt; also the webhook-id. */
  id: string;
  channel: { id: string; name: string };
  /** When the message was made. */
  createdAt: string;
  summary: string;
  /** Whether it tells of what was kept back in quiet hours. */
  afterQuietHours: boolean;
}

/** How many entries a message names. */
export const alertEntriesMax = 20;

/** How long a run is due and has not begun before a channel is told that it is late, in seconds. */
export const alertLateness = { min: 10, max: 86_400, default: 300 } as const;

export function noAlerts(): AlertDigest {
  return {
    counts: { 'task.failed': 0, 'run.abandoned': 0, 'run.late': 0, 'task.recovered': 0 },
    tasks: 0,
    entries: [],
    moreEntries: 0,
  };
}
