import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { api, tags } from '@/api/api';
import type { Store } from '@/store';
import { connected, disconnected, heard, missedWhilePaused, refused } from './live.slice';

export interface TaskUpdated {
  id: string;
  status: string;
  version: number;
  at: string;
}
export interface RunUpdated extends TaskUpdated {
  taskId: string;
}

/** At most so often is the page drawn anew for what the server tells. */
const gatherMs = 250;
/** Lists and figures are read again this often at most, whatever happens in them. */
const listsEveryMs = 1_000;

/**
 * The one socket of the page. Events carry ids and states: they are gathered, and what shows those things is read
 * again. Nothing is trusted to arrive: after every reconnect, when the server says that events were lost, when the page
 * was hidden, and when it was paused, everything that is shown is read again.
 */
export class LiveConnection {
  readonly socket: Socket;
  readonly #tasks = new Set<string>();
  readonly #runs = new Set<string>();
  #queueChanged = false;
  #viewsChanged = false;
  #blackoutsChanged = false;
  #listsDue = false;
  #listsReadAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listsTimer: ReturnType<typeof setTimeout> | undefined;
  #wasConnected = false;
  /** Something came that a hidden page did not read. */
  #isBehind = false;

  /** @param origin where the API is; default the page's own origin */
  constructor(
    private readonly store: Store,
    origin?: string,
  ) {
    const options = {
      path: '/api/socket',
      transports: ['websocket', 'polling'],
      reconnectionDelay: 1_000,
      reconnectionDelayMax: 5_000,
      timeout: 20_000,
      autoConnect: false,
    };
    this.socket = origin === undefined ? io(options) : io(origin, options);
    this.socket
      .on('connect', () => this.#onConnect())
      .on('disconnect', () => store.dispatch(disconnected()))
      .on('connect_error', (error: Error & { data?: { detail?: string } }) => this.#onError(error))
      .on('task.updated', (event: TaskUpdated) => this.#gather(() => this.#tasks.add(event.id)))
      .on('run.updated', (event: RunUpdated) => {
        this.#gather(() => this.#runs.add(event.id).add(`task ${event.taskId}`));
      })
      .on('queue.updated', () => this.#gather(() => (this.#queueChanged = true)))
      .on('saved_views.updated', () => this.#gather(() => (this.#viewsChanged = true)))
      .on('blackouts.updated', () => this.#gather(() => (this.#blackoutsChanged = true)))
      .on('events.missed', () => this.readAll());
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  open(): void {
    this.socket.connect();
  }

  /** Connects at once instead of when it is next due; a refusal is asked about again. */
  retry(): void {
    this.socket.disconnect().connect();
  }

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#listsTimer);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.socket.disconnect();
  }

  /** Reads everything that is shown again: at once, or when the page is seen again. A paused page reads when it goes on. */
  readAll(): void {
    this.#forget();
    if (document.hidden) return void (this.#isBehind = true);
    this.#isBehind = false;
    if (this.store.getState().live.isPaused) return void this.store.dispatch(missedWhilePaused(1));
    this.#listsReadAt = Date.now();
    this.store.dispatch(api.util.invalidateTags([...tags]));
  }

  #onConnect(): void {
    this.store.dispatch(connected(Date.now()));
    if (this.#wasConnected) this.readAll();
    this.#wasConnected = true;
  }

  #onError(error: Error & { data?: { detail?: string } }): void {
    if (error.data?.detail === undefined) return void this.store.dispatch(disconnected());
    // Refused by the server, not by the network: it would be refused again. Who is known no longer learns so at once.
    this.store.dispatch(refused(error.data.detail));
    this.store.dispatch(api.util.invalidateTags(['Session']));
  }

  readonly #onVisibility = (): void => {
    if (!document.hidden && this.#isBehind) this.readAll();
  };

  #gather(note: () => void): void {
    note();
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    this.#timer = undefined;
    const { isPaused } = this.store.getState().live;
    if (document.hidden) {
      this.#isBehind = true;
      this.#forget();
    } else if (isPaused) {
      this.store.dispatch(missedWhilePaused(this.#tasks.size + this.#runs.size));
      this.#forget();
    } else {
      this.#readChanged();
    }
    this.store.dispatch(heard(Date.now()));
  }

  #readChanged(): void {
    const tasks = [...this.#tasks].map((id) => ({ type: 'Task' as const, id }));
    const runs = [...this.#runs].map((id) => ({ type: 'Run' as const, id }));
    const queue = this.#queueChanged ? (['Queue'] as const) : [];
    const views = this.#viewsChanged ? (['SavedView'] as const) : [];
    const blackouts = this.#blackoutsChanged ? (['Blackout'] as const) : [];
    // Views and windows change no list of anything else.
    const isListsDue = this.#listsDue || tasks.length + runs.length + queue.length > 0;
    this.#forget();
    this.#listsDue = isListsDue;
    this.store.dispatch(api.util.invalidateTags([...tasks, ...runs, ...queue, ...views, ...blackouts]));
    if (!isListsDue) return;
    const waitMs = listsEveryMs - (Date.now() - this.#listsReadAt);
    if (waitMs <= 0) this.#readLists();
    else this.#listsTimer ??= setTimeout(() => this.#readLists(), waitMs);
  }

  #readLists(): void {
    clearTimeout(this.#listsTimer);
    this.#listsTimer = undefined;
    if (!this.#listsDue) return;
    if (document.hidden) return void (this.#isBehind = true);
    // Going on reads everything.
    if (this.store.getState().live.isPaused) return;
    this.#listsDue = false;
    this.#listsReadAt = Date.now();
    this.store.dispatch(api.util.invalidateTags([...lists]));
  }

  #forget(): void {
    this.#tasks.clear();
    this.#runs.clear();
    this.#queueChanged = false;
    this.#viewsChanged = false;
    this.#blackoutsChanged = false;
    this.#listsDue = false;
  }
}

/** Provided by every list and every figure that a run or a task may change. */
const lists = [
  { type: 'Task' as const, id: 'LIST' },
  { type: 'Run' as const, id: 'LIST' },
  'Lane' as const,
  'Statistics' as const,
];
