import type { RunStatus } from './run.js';
import type { TaskStatus } from './task.js';

/** Somebody in a channel. */
export interface Participant {
  id: string;
  name: string;
}

/**
 * What processes tell each other the moment after it was committed. Ids and states only: who wants to know more reads
 * it. Any of them may be lost, and of several about one thing the latest alone may arrive. Times are ISO 8601 UTC.
 */
export type LiveEvent =
  | {
      type: 'task.updated';
      id: string;
      status: TaskStatus | 'deleted';
      version: number;
      /** It was put back on its schedule. */
      isResumed?: true;
      at: string;
    }
  /** The version is the run's fence: it rises with every claim, not with every state. */
  | { type: 'run.updated'; id: string; taskId: string; status: RunStatus; version: number; at: string }
  /** The queue was paused or resumed, or, where that is absent, what waits in it was put in another order. */
  | { type: 'queue.updated'; isPaused?: boolean; at: string }
  /** A lane was paused or resumed. */
  | { type: 'lane.updated'; lane: string; isPaused: boolean; at: string }
  /** Views that are shared, or were: saved, changed or deleted. */
  | { type: 'saved_views.updated'; at: string }
  /** Blackout windows: made, changed or deleted. */
  | { type: 'blackouts.updated'; at: string }
  /** A user has another name. */
  | { type: 'user.updated'; id: string; at: string }
  | { type: 'message.created'; id: string; channel: string; at: string }
  | { type: 'channel.updated'; channel: string; isStarted: boolean; at: string }
  /** Everybody who is in a channel by way of one process; it is repeated while that process lives. */
  | { type: 'presence.updated'; processId: string; channel: string; participants: Participant[]; at: string }
  /** Events were lost: what was shown so far is to be read again. */
  | { type: 'events.missed'; at: string };

/** An event about a run that has just come into a state. */
export function runUpdated(
  run: { id: string; taskId: string; fence: number },
  status: RunStatus,
  at: string,
): LiveEvent {
  return { type: 'run.updated', id: run.id, taskId: run.taskId, status, version: run.fence, at };
}
