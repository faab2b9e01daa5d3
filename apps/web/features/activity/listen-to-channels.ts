import type { Socket } from 'socket.io-client';
import { api } from '@/api/api';
import type { Store } from '@/store';
import type { Message } from './activity.api';
import type { Participant } from './activity.slice';
import {
  activityTold,
  messagesArrived,
  participantJoined,
  participantLeft,
  statusTold,
} from './activity.slice';

/** At most so often is the feed drawn anew, however much is posted. */
const gatherMs = 250;

/** Brings what the server tells of channels into the store. @returns what ends it */
export function listenToChannels(socket: Socket, dispatch: Store['dispatch']): () => void {
  let gathered: Message[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const messages = gathered;
    gathered = [];
    dispatch(heldOrShown(messages));
  };
  const onMessage = (message: Message): void => {
    gathered.push(message);
    timer ??= setTimeout(flush, gatherMs);
  };
  const onStatus = (status: Parameters<typeof statusTold>[0]) => dispatch(statusTold(status));
  const onActivity = (told: { channel: string; messages: number }) => dispatch(activityTold(told));
  const onJoined = (told: { channel: string; participant: Participant }) => dispatch(participantJoined(told));
  const onLeft = (told: { channel: string; participant: Participant }) => dispatch(participantLeft(told));
  const onSwitched = () => dispatch(api.util.invalidateTags(['Channel']));
  const handlers = {
    new_message: onMessage,
    channel_status: onStatus,
    channel_activity: onActivity,
    channel_started: onSwitched,
    channel_stopped: onSwitched,
    participant_joined: onJoined,
    participant_left: onLeft,
  };
  for (const [event, handle] of Object.entries(handlers)) socket.on(event, handle);
  return () => {
    clearTimeout(timer);
    for (const [event, handle] of Object.entries(handlers)) socket.off(event, handle);
  };
}

/** What is paused when they arrive, not when they were sent, decides. */
const heldOrShown = (messages: Message[]) => (dispatch: Store['dispatch'], getState: Store['getState']) => {
  const { activity, live } = getState();
  dispatch(messagesArrived({ messages, hold: activity.isPaused || live.isPaused }));
};
