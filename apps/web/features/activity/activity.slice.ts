import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';
import type { Problem } from '@/api/problem';
import type { Message, MessagePage } from './activity.api';

export interface Participant {
  id: string;
  name: string;
}

/** What is shown of one channel. */
export interface Activity {
  activeChannel: string;
  /** Oldest first, without a gap. */
  messages: Message[];
  /** Whether there are messages before the first one. */
  hasEarlier: boolean;
  /** The newest message that is known of; beyond the last one held, more are to be had there. */
  newestId: string | null;
  /** Whether one reads at the end, and not further up. */
  isAtEnd: boolean;
  channelStatus: 'unknown' | 'started' | 'stopped';
  participants: Participant[];
  isPaused: boolean;
  /** What came while it was paused. */
  backlog: Message[];
  isCleared: boolean;
  /** Messages of other channels that nobody has looked at here, by channel. */
  unread: Record<string, number>;
  error: Problem | null;
  /** How often the newest messages were read again after a connection was lost. */
  rereads: number;
}

export const defaultChannel = 'general';
/** More are not held; those at the other end from what is read go, and can be read again. */
export const messagesMax = 2_000;

/**
 * Which messages a page has: the newest, on coming here and after a lost connection; the newest, in place of what is
 * held; those before the first one that is held; those behind the last one.
 */
export type PagePart = 'newest' | 'latest' | 'earlier' | 'later';

const emptyChannel = {
  messages: [],
  hasEarlier: false,
  newestId: null,
  isAtEnd: true,
  channelStatus: 'unknown',
  participants: [],
  backlog: [],
  isCleared: false,
  error: null,
} satisfies Partial<Activity>;

export const initialActivity: Activity = {
  ...emptyChannel,
  activeChannel: defaultChannel,
  isPaused: false,
  unread: {},
  rereads: 0,
};

interface ReadPage {
  channel: string;
  page: MessagePage;
  part: PagePart;
  /** The message that earlier or later ones were asked for by. */
  behind?: string | null;
}

interface StatusTold {
  channel: string;
  isStarted: boolean;
  participants: Participant[];
}

export const activitySlice = createSlice({
  name: 'activity',
  initialState: initialActivity,
  reducers: {
    channelSwitched: (state, { payload }: PayloadAction<string>) => {
      Object.assign(state, emptyChannel, { activeChannel: payload });
      delete state.unread[payload];
    },
    pageRead: (state, { payload: { channel, ...read } }: PayloadAction<ReadPage>) => {
      if (channel === state.activeChannel) takePage(state, read);
    },
    /** @param hold keeps them back */
    messagesArrived: (state, { payload }: PayloadAction<{ messages: Message[]; hold: boolean }>) => {
      const own = payload.messages.filter(({ channel }) => channel === state.activeChannel);
      // Behind messages that are not held they would stand beside the wrong ones.
      const followOn = !hasLater(state);
      noteNewest(state, own);
      if (!followOn) return;
      if (payload.hold) state.backlog = merge(state.backlog, own).slice(0, messagesMax);
      else append(state, own);
    },
    backlogShown: (state) => {
      append(state, state.backlog);
      state.backlog = [];
    },
    scrolled: (state, { payload }: PayloadAction<{ isAtEnd: boolean }>) =>
      void (state.isAtEnd = payload.isAtEnd),
    pauseToggled: (state) => void (state.isPaused = !state.isPaused),
    messagesCleared: (state) => {
      const { messages, backlog, hasEarlier, newestId } = emptyChannel;
      Object.assign(state, { messages, backlog, hasEarlier, newestId, isCleared: true });
    },
    statusTold: (state, { payload }: PayloadAction<StatusTold>) => {
      if (payload.channel !== state.activeChannel) return;
      state.channelStatus = payload.isStarted ? 'started' : 'stopped';
      state.participants = payload.participants;
    },
    participantJoined: (state, { payload }: PayloadAction<{ channel: string; participant: Participant }>) => {
      const { channel, participant } = payload;
      if (channel !== state.activeChannel) return;
      const known = state.participants.find(({ id }) => id === participant.id);
      // Who is there already is called something else by now.
      if (known === undefined) state.participants.push(participant);
      else known.name = participant.name;
    },
    participantLeft: (state, { payload }: PayloadAction<{ channel: string; participant: Participant }>) => {
      if (payload.channel !== state.activeChannel) return;
      state.participants = state.participants.filter(({ id }) => id !== payload.participant.id);
    },
    activityTold: (state, { payload }: PayloadAction<{ channel: string; messages: number }>) => {
      const { channel, messages } = payload;
      if (channel !== state.activeChannel) state.unread[channel] = (state.unread[channel] ?? 0) + messages;
    },
    unreadCounted: (state, { payload }: PayloadAction<{ channel: string; count: number }>) => {
      if (payload.channel !== state.activeChannel) state.unread[payload.channel] = payload.count;
    },
    problemMet: (state, { payload }: PayloadAction<Problem | null>) => ({ ...state, error: payload }),
    rereadAfterReconnect: (state) => void (state.rereads += 1),
  },
});

/** Whether there are messages behind the last one that is held. */
export function hasLater({ messages, backlog, newestId }: Activity): boolean {
  const last = backlog.at(-1) ?? messages.at(-1);
  return newestId !== null && (last === undefined || last.id < newestId);
}

function noteNewest(state: Activity, messages: readonly Message[]): void {
  for (const { id } of messages) {
    if (state.newestId === null || state.newestId < id) state.newestId = id;
  }
}

/** Whoever reads at the end goes on with the newest; who reads further up keeps what is read, and gets these later. */
function append(state: Activity, more: readonly Message[]): void {
  const all = merge(state.messages, more);
  if (state.isAtEnd) keepNewest(state, all);
  else state.messages = all.slice(0, messagesMax);
}

function keepNewest(state: Activity, messages: Message[]): void {
  if (messages.length > messagesMax) state.hasEarlier = true;
  state.messages = messages.slice(-messagesMax);
}

function takePage(state: Activity, { page, part, behind = null }: Omit<ReadPage, 'channel'>): void {
  const wasLater = hasLater(state);
  noteNewest(state, page.items);
  if (part === 'earlier') return takeEarlier(state, page, behind);
  if (part === 'later') return takeLater(state, page, behind);
  const isGap = part === 'latest' || !joins(page, state.messages);
  // Who reads further up is not taken away from there.
  if (part === 'newest' && isGap && (wasLater || !state.isAtEnd)) return;
  if (isGap) Object.assign(state, { messages: [], backlog: [], isAtEnd: true });
  if (state.messages.length === 0) state.hasEarlier = page.nextCursor !== null;
  append(state, page.items);
  state.isCleared = false;
}

function takeEarlier(state: Activity, page: MessagePage, behind: string | null): void {
  if (state.messages[0]?.id !== behind) return;
  const all = merge(state.messages, page.items);
  if (all.length > messagesMax) state.backlog = [];
  state.messages = all.slice(0, messagesMax);
  state.hasEarlier = page.nextCursor !== null;
}

function takeLater(state: Activity, page: MessagePage, behind: string | null): void {
  if (state.messages.at(-1)?.id !== behind) return;
  // The newest was deleted meanwhile.
  if (page.items.length === 0) state.newestId = behind;
  keepNewest(state, merge(state.messages, page.items));
  state.isAtEnd = false;
}

/** Whether a page of the newest messages reaches back to what is held. */
function joins({ items, nextCursor }: MessagePage, held: readonly Message[]): boolean {
  const newest = held.at(-1);
  return nextCursor === null || newest === undefined || items.some(({ id }) => id <= newest.id);
}

/** Each once, in the order of their ids, which is the server's. */
function merge(held: readonly Message[], more: readonly Message[]): Message[] {
  const byId = new Map([...held, ...more].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export const {
  channelSwitched,
  pageRead,
  messagesArrived,
  backlogShown,
  scrolled,
  pauseToggled,
  messagesCleared,
  statusTold,
  participantJoined,
  participantLeft,
  activityTold,
  unreadCounted,
  problemMet,
  rereadAfterReconnect,
} = activitySlice.actions;
