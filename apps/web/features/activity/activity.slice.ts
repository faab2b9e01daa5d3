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
  /** Oldest first. */
  messages: Message[];
  /** Where the messages before the first one are to be had; null: there are none. */
  earlier: string | null;
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
/** More are not held; the oldest go. */
const messagesMax = 2_000;

const emptyChannel = {
  messages: [],
  earlier: null,
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
    /** A page of messages, the newest first: the newest of all, or those before the first that is held. */
    pageRead: (
      state,
      { payload }: PayloadAction<{ channel: string; page: MessagePage; isEarlier: boolean }>,
    ) => {
      const { channel, page, isEarlier } = payload;
      if (channel !== state.activeChannel) return;
      const isFirst = state.messages.length === 0;
      // A gap that the page does not close would look like silence: what is older goes, and can be read again.
      const isGap = !isEarlier && !isFirst && !joins(page, state.messages);
      if (isGap) state.messages = [];
      state.messages = merge(state.messages, page.items);
      if (isEarlier || isFirst || isGap) state.earlier = page.nextCursor;
      if (!isEarlier) state.isCleared = false;
    },
    /** @param hold keeps them back */
    messagesArrived: (state, { payload }: PayloadAction<{ messages: Message[]; hold: boolean }>) => {
      const own = payload.messages.filter(({ channel }) => channel === state.activeChannel);
      if (payload.hold) state.backlog = merge(state.backlog, own);
      else state.messages = merge(state.messages, own);
      if (state.messages.length > messagesMax) {
        state.messages = state.messages.slice(-messagesMax);
        state.earlier = null;
      }
    },
    backlogShown: (state) => {
      state.messages = merge(state.messages, state.backlog);
      state.backlog = [];
    },
    pauseToggled: (state) => void (state.isPaused = !state.isPaused),
    messagesCleared: (state) => {
      Object.assign(state, { messages: [], backlog: [], earlier: null, isCleared: true });
    },
    statusTold: (state, { payload }: PayloadAction<StatusTold>) => {
      if (payload.channel !== state.activeChannel) return;
      state.channelStatus = payload.isStarted ? 'started' : 'stopped';
      state.participants = payload.participants;
    },
    participantJoined: (state, { payload }: PayloadAction<{ channel: string; participant: Participant }>) => {
      const { channel, participant } = payload;
      if (channel !== state.activeChannel || state.participants.some(({ id }) => id === participant.id))
        return;
      state.participants.push(participant);
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
