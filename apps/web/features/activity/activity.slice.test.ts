import { describe, expect, test } from '@jest/globals';
import type { Message } from './activity.api';
import type { Activity } from './activity.slice';
import {
  activitySlice,
  activityTold,
  backlogShown,
  channelSwitched,
  initialActivity,
  messagesArrived,
  messagesCleared,
  pageRead,
  participantJoined,
  participantLeft,
  statusTold,
} from './activity.slice';

type Action = Parameters<typeof activitySlice.reducer>[1];
const after = (...actions: Action[]): Activity =>
  actions.reduce<Activity>((state, action) => activitySlice.reducer(state, action), initialActivity);

const message = (n: number, channel = 'general'): Message => ({
  id: `0190b5c2-0000-7000-8000-${String(n).padStart(12, '0')}`,
  ...{ channel, author: 'Ada', body: `message ${n}`, taskId: null, runId: null },
  createdAt: '2026-11-23T10:00:00.000Z',
});
const bodies = ({ messages }: Activity) => messages.map(({ body }) => body);
const page = (from: number, to: number, nextCursor: string | null) => ({
  items: Array.from({ length: from - to + 1 }, (_, index) => message(from - index)),
  nextCursor,
});
const read = (channel: string, read: ReturnType<typeof page>, isEarlier = false) =>
  pageRead({ channel, page: read, isEarlier });

describe('messages of a channel', () => {
  test('stand in the server’s order, each once, whether they were read or told', () => {
    const state = after(
      messagesArrived({ messages: [message(4)], hold: false }),
      read('general', page(4, 2, 'older')),
      read('general', page(1, 1, null), true),
    );
    expect(bodies(state)).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
    expect(state.earlier).toBeNull();
  });

  test('of another channel are not shown, though their answer comes late', () => {
    const state = after(
      channelSwitched('deploys'),
      read('general', page(3, 1, null)),
      messagesArrived({ messages: [message(5)], hold: false }),
    );
    expect(state.messages).toEqual([]);
  });

  test('leave no silent gap after a long loss of connection', () => {
    const state = after(read('general', page(3, 1, null)), read('general', page(300, 201, 'older')));
    expect([bodies(state)[0], state.earlier]).toEqual(['message 201', 'older']);
  });

  test('keep what is held when the new page joins it', () => {
    const state = after(read('general', page(3, 1, null)), read('general', page(5, 2, 'older')));
    expect([state.messages.length, state.earlier]).toEqual([5, null]);
  });

  test('are held back while it is paused, and shown together after', () => {
    const held = after(messagesArrived({ messages: [message(1)], hold: true }));
    expect([held.messages.length, held.backlog.length]).toEqual([0, 1]);
    const shown = activitySlice.reducer(held, backlogShown());
    expect([bodies(shown), shown.backlog]).toEqual([['message 1'], []]);
  });

  test('cleared from view are gone until a page is read again', () => {
    const cleared = after(read('general', page(3, 1, null)), messagesCleared());
    expect([cleared.messages, cleared.isCleared]).toEqual([[], true]);
    expect(activitySlice.reducer(cleared, read('general', page(3, 1, null))).isCleared).toBe(false);
  });
});

test('who watches is told once, of the active channel only', () => {
  const ada = { id: 'a', name: 'Ada' };
  const state = after(
    statusTold({ channel: 'general', isStarted: false, participants: [ada] }),
    participantJoined({ channel: 'general', participant: ada }),
    participantJoined({ channel: 'deploys', participant: { id: 'b', name: 'Bob' } }),
  );
  expect([state.participants, state.channelStatus]).toEqual([[ada], 'stopped']);
  expect(
    activitySlice.reducer(state, participantLeft({ channel: 'general', participant: ada })).participants,
  ).toEqual([]);
});

test('messages of other channels are counted until the channel is looked at', () => {
  const told = after(
    activityTold({ channel: 'deploys', messages: 2 }),
    activityTold({ channel: 'deploys', messages: 1 }),
    activityTold({ channel: 'general', messages: 9 }),
  );
  expect(told.unread).toEqual({ deploys: 3 });
  expect(activitySlice.reducer(told, channelSwitched('deploys')).unread).toEqual({});
});
