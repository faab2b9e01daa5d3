import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { api } from '@/api/api';
import type { Store } from '@/store';
import { connected, disconnected, heard, missedWhilePaused, refused } from './live.slice';

interface TaskUpdated {
  id: string;
  status: string;
  version: number;
  at: string;
}
interface RunUpdated extends TaskUpdated {
  taskId: string;
}

/** At most so often is the page drawn anew for what the server tells. */
const gatherMs = 250;
/** Lists and figures are read again this often at most, whatever happens in them. */
const listsEveryMs = 1_000;

/**
 * The one socket of the page. Events carry ids and states: they are gathered, and what shows those things is read
 * again. Nothing is trusted to arrive: after every reconnect, and when the server says that events were lost, all is.
 */
export class LiveConnection {
  readonly socket: Socket;
  readonly #tasks = new Set<string>();
  readonly #runs = new Set<string>();
  #queueChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listsReadAt = 0;
  #wasConnected = false;

  constructor(private readonly store: Store) {
    this.socket = io({
      path: '/api/socket',
      transports: ['websocket', 'polling'],
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 5_000,
      timeout: 20_000,
      autoConnect: false,
    });
    this.socket
      .on('connect', () => this.#onConnect())
      .on('disconnect', () => store.dispatch(disconnected()))
      .on('connect_error', (error: Error & { data?: { detail?: string } }) => this.#onError(error))
      .on('task.updated', (event: TaskUpdated) => this.#gather(() => this.#tasks.add(event.id)))
      .on('run.updated', (event: RunUpdated) => {
        this.#gather(() => this.#runs.add(event.id).add(`task ${event.taskId}`));
      })
      .on('queue.updated', () => this.#gather(() => (this.#queueChanged = true)))
      .on('events.missed', () => this.readAll());
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  open(): void {
    this.socket.connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.socket.disconnect();
  }

  /** Reads everything that is shown again. */
  readAll(): void {
    this.store.dispatch(
      api.util.invalidateTags([
        'Task',
        'Run',
        'Lane',
        'Queue',
        'Statistics',
        'Host',
        'Channel',
        'BulkOperation',
        'Health',
      ]),
    );
  }

  #onConnect(): void {
    this.store.dispatch(connected(Date.now()));
    if (this.#wasConnected) this.readAll();
    this.#wasConnected = true;
  }

  #onError(error: Error & { data?: { detail?: string } }): void {
    // Refused by the server, not by the network: it would be refused again.
    if (error.data?.detail === undefined) return void this.store.dispatch(disconnected());
    this.store.dispatch(refused(error.data.detail));
  }

  /** A hidden page reads nothing; shown again, it reads what it missed. */
  readonly #onVisibility = (): void => {
    if (!document.hidden && this.#hasGathered()) this.#flush();
  };

  #gather(note: () => void): void {
    note();
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #hasGathered(): boolean {
    return this.#tasks.size + this.#runs.size > 0 || this.#queueChanged;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (document.hidden) return;
    const { isPaused } = this.store.getState().live;
    if (isPaused) this.store.dispatch(missedWhilePaused(this.#tasks.size + this.#runs.size));
    else this.#readChanged();
    this.store.dispatch(heard(Date.now()));
  }

  #readChanged(): void {
    const ids = [...this.#tasks].map((id) => ({ type: 'Task' as const, id }));
    const runs = [...this.#runs].map((id) => ({ type: 'Run' as const, id }));
    const now = Date.now();
    const lists = now - this.#listsReadAt >= listsEveryMs;
    if (lists) {
      this.#listsReadAt = now;
      const queue = this.#queueChanged ? (['Queue', 'Lane'] as const) : [];
      this.store.dispatch(api.util.invalidateTags([...ids, ...runs, ...listTags, ...queue]));
      this.#tasks.clear();
      this.#runs.clear();
      this.#queueChanged = false;
      return;
    }
    this.store.dispatch(api.util.invalidateTags([...ids, ...runs]));
    // The lists are due later.
    this.#timer = setTimeout(() => this.#flush(), listsEveryMs - (now - this.#listsReadAt));
  }
}

/** Provided by every list and every figure that a run or a task may change. */
const listTags = [
  { type: 'Task' as const, id: 'LIST' },
  { type: 'Run' as const, id: 'LIST' },
  'Statistics' as const,
];
