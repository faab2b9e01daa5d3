/**
 * From bad ends of runs to messages, in three steps, each of them one transaction: what ended is sorted to the
 * channels that want to hear of it, recoveries are found, and what a channel is to be told becomes one message.
 *
 * If the process dies at any line, what was to be told stands where the last committed step left it, and any publisher
 * goes on from there. Any number of them may do so at the same time: each thing is taken out of where it stood by the
 * transaction that writes it down elsewhere, so it is told once.
 */
import type { AlertWishes, Pool, StoredAlertWishes, WaitingChannel } from '@carillon/db';
import {
  beginAlertMessage,
  inTransaction,
  insertAlertMessage,
  listAlertWishes,
  listWaitingChannels,
  noteRecoveries,
  sortAlertEvents,
  takeAlertNotices,
} from '@carillon/db';
import type { AlertDigest, AlertDocument } from '@carillon/domain';
import { alertSummary, isQuiet, newId, parseFilter, taskFilterFields } from '@carillon/domain';
import { reachStep } from '../worker/steps.js';

const batchMax = 1_000;

/** Sorts all that ended badly up to now, and finds who recovered. @returns how many events and recoveries there were */
export async function gatherAlerts(pool: Pool): Promise<number> {
  const wishes = await readAlertWishes(pool);
  let total = 0;
  let sorted;
  do {
    sorted = await sortAlertEvents(pool, wishes, batchMax);
    total += sorted;
  } while (sorted === batchMax);
  reachStep('alerts.after_sort', { events: total });
  total += await noteRecoveries(pool, wishes, batchMax);
  return total;
}

/** What the channels that are switched on want to hear of. */
export async function readAlertWishes(pool: Pool): Promise<AlertWishes[]> {
  return (await listAlertWishes(pool)).map(toWishes);
}

/** A filter is read when it is stored; one that a later version does not understand holds of every task: better told too much. */
function toWishes({ taskFilter, ...wishes }: StoredAlertWishes): AlertWishes {
  const terms = parseFilter(taskFilter ?? '', taskFilterFields);
  return { ...wishes, terms: Array.isArray(terms) ? terms : [] };
}

export interface MessageOptions {
  /** Where people reach the dashboard; null: messages link nowhere. */
  dashboardUrl: string | null;
  /** Epoch milliseconds for the quiet hours, for tests; default PostgreSQL's clock. */
  nowMs?: number;
}

/**
 * Makes one message for each channel that has something to tell, unless its hours are quiet, its last message is too
 * young, or that one is still on its way: then it waits, and becomes one message with what comes meanwhile.
 *
 * @returns the ids of the messages
 */
export async function makeAlertMessages(pool: Pool, options: MessageOptions): Promise<string[]> {
  const made: string[] = [];
  for (const channel of await listWaitingChannels(pool)) {
    if (isQuiet(channel.quietHours, options.nowMs ?? channel.nowMs)) continue;
    const id = await makeMessage(pool, channel, options);
    if (id !== null) made.push(id);
  }
  reachStep('alerts.after_message', { messages: made.length });
  return made;
}

async function makeMessage(
  pool: Pool,
  channel: WaitingChannel,
  { dashboardUrl }: MessageOptions,
): Promise<string | null> {
  return inTransaction(pool, async (transaction) => {
    if (!(await beginAlertMessage(transaction, channel.id))) return null;
    const digest = linkedTo(dashboardUrl, await takeAlertNotices(transaction, channel.id));
    const document = toDocument(channel, digest);
    await insertAlertMessage(transaction, {
      id: document.id,
      channelId: channel.id,
      isTest: false,
      body: JSON.stringify(document),
      summary: document.summary,
    });
    return document.id;
  });
}

function toDocument(
  { id, name, quietHours, ...channel }: WaitingChannel,
  digest: AlertDigest,
): AlertDocument {
  return {
    type: 'alert',
    id: newId(),
    channel: { id, name },
    createdAt: new Date(channel.nowMs).toISOString(),
    summary: alertSummary(digest),
    afterQuietHours: isQuiet(quietHours, channel.waitingSinceMs),
    ...digest,
  };
}

function linkedTo(dashboardUrl: string | null, digest: AlertDigest): AlertDigest {
  if (dashboardUrl === null) return digest;
  const root = dashboardUrl.replace(/\/$/, '');
  return {
    ...digest,
    entries: digest.entries.map((entry) => ({ ...entry, url: `${root}/runs/${entry.runId}` })),
  };
}
