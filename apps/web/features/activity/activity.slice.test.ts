import { describe, expect, test } from '@jest/globals';
import type { Message } from './activity.api';
import type { Activity, PagePart } from './activity.slice';
import {
  activitySlice,
  activityTold,
  backlogShown,
  channelSwitched,
  hasLater,
  initialActivity,
  messagesArrived,
  messagesCleared,
  messagesMax,
  pageRead,
  participantJoined,
  participantLeft,
  scrolled,
  statusTold,
} from './activity.slice';

type Action = Parameters<typeof activitySlice.reducer>[1];
const after = (...actions: Action[]): Activity =>
  actions.reduce<Activity>((state, action) => activitySlice.reducer(state, action), initialActivity);

const message = (n: number, channel = 'general'): Message => ({
  id: `0190b5c2-0000-7000-8000-${String(n).padStart(12, '0')}`,
  ...{ channel, author: 'Ada', level: 'info' as const, body: `message ${n}`, taskId: null, runId: null },
  createdAt: '2026-11-23T10:00:00.000Z',
});
const bodies = ({ messages }: Activity) => messages.map(({ body }) => body);
const page = (from: number, to: number, nextCursor: string | null) => ({
  items: Array.from({ length: from - to + 1 }, (_, index) => message(from - index)),
  nextCursor,
});
const read = (channel: string, read: ReturnType<typeof page>, part: PagePart = 'newest', behind?: number) =>
  pageRead({ channel, page: read, part, behind: behind === undefined ? null : message(behind).id });
/** The messages of a channel from the newest on, a hundred at a time, up to as many as are held. */
const readBack = (newest: number, to: number): Action[] => {
  const pages: Action[] = [read('general', page(newest, newest - 99, 'older'))];
  for (let first = newest - 99; first > to; first -= 100)
    pages.push(read('general', page(first - 1, first - 100, 'older'), 'earlier', first));
  return pages;
};
const ends = ({ messages }: Activity) => [messages[0]!.body, messages.at(-1)!.body, messages.length];

describe('messages of a channel', () => {
  test('stand in the server’s order, each once, whether they were read or told', () => {
    const state = after(
      messagesArrived({ messages: [message(4)], hold: false }),
      read('general', page(4, 2, 'older')),
      read('general', page(1, 1, null), 'earlier', 2),
    );
    expect(bodies(state)).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
    expect(state.hasEarlier).toBe(false);
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
    expect([bodies(state)[0], state.hasEarlier]).toEqual(['message 201', true]);
  });

  test('keep what is held when the new page joins it', () => {
    const state = after(read('general', page(3, 1, null)), read('general', page(5, 2, 'older')));
    expect([state.messages.length, state.hasEarlier]).toEqual([5, false]);
  });

  test('whoever reads further up is not taken away by a connection that was lost', () => {
    const state = after(
      read('general', page(3, 1, null)),
      scrolled({ isAtEnd: false }),
      read('general', page(300, 201, 'older')),
    );
    expect([ends(state), hasLater(state)]).toEqual([['message 1', 'message 3', 3], true]);
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

describe('more messages than are held', () => {
  const isFull = readBack(5_000, 3_001);

  test('at the end the oldest go, and can be read again', () => {
    const state = after(...isFull, messagesArrived({ messages: [message(5_001)], hold: false }));
    expect(ends(state)).toEqual(['message 3002', 'message 5001', messagesMax]);
    expect([state.hasEarlier, hasLater(state)]).toEqual([true, false]);
    const back = after(
      ...isFull,
      messagesArrived({ messages: [message(5_001)], hold: false }),
      read('general', page(3_001, 2_902, 'older'), 'earlier', 3_002),
    );
    expect([ends(back), hasLater(back)]).toEqual([['message 2902', 'message 4901', messagesMax], true]);
  });

  test('going back the newest go, and nothing that comes meanwhile leaves a gap', () => {
    const back = [...isFull, read('general', page(3_000, 2_901, 'older'), 'earlier', 3_001)];
    const state = after(...back, messagesArrived({ messages: [message(5_001)], hold: false }));
    expect([ends(state), state.hasEarlier]).toEqual([['message 2901', 'message 4900', messagesMax], true]);
    expect(hasLater(state)).toBe(true);
  });

  test('coming forth again they are read up to the newest, and what is posted then follows', () => {
    const later = { items: [...page(5_000, 4_901, null).items].reverse(), nextCursor: null };
    const forth = [
      ...isFull,
      read('general', page(3_000, 2_901, 'older'), 'earlier', 3_001),
      pageRead({ channel: 'general', page: later, part: 'later', behind: message(4_900).id }),
    ];
    const state = after(...forth, messagesArrived({ messages: [message(5_001)], hold: false }));
    // Whoever came to the last message without scrolling on has not left what was read.
    expect([ends(after(...forth)), hasLater(after(...forth))]).toEqual([
      ['message 3001', 'message 5000', messagesMax],
      false,
    ]);
    expect(hasLater(state)).toBe(true);
    const atEnd = after(
      ...forth,
      scrolled({ isAtEnd: true }),
      messagesArrived({ messages: [message(5_001)], hold: false }),
    );
    expect([ends(atEnd), hasLater(atEnd)]).toEqual([['message 3002', 'message 5001', messagesMax], false]);
  });

  test('the latest take the place of what is held', () => {
    const state = after(
      ...isFull,
      read('general', page(3_000, 2_901, 'older'), 'earlier', 3_001),
      read('general', page(6_000, 5_901, 'older'), 'latest'),
    );
    expect([ends(state), hasLater(state)]).toEqual([['message 5901', 'message 6000', 100], false]);
    expect([state.hasEarlier, state.isAtEnd]).toEqual([true, true]);
  });

  test('an answer that comes when something else is held is left', () => {
    const state = after(
      read('general', page(5_000, 4_901, 'older')),
      read('general', page(3_000, 2_901, 'older'), 'earlier', 3_001),
      read('general', page(3_000, 2_901, 'older'), 'later', 2_900),
    );
    expect(ends(state)).toEqual(['message 4901', 'message 5000', 100]);
  });

  test('a long pause holds back as many at most, and the rest can be read', () => {
    const many = Array.from({ length: messagesMax + 5 }, (_, index) => message(10 + index));
    const state = after(
      read('general', page(9, 1, null)),
      messagesArrived({ messages: many, hold: true }),
      backlogShown(),
    );
    expect([ends(state), hasLater(state)]).toEqual([
      ['message 10', `message ${messagesMax + 9}`, messagesMax],
      true,
    ]);
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

test('who is called something else by now is shown so', () => {
  const state = after(
    statusTold({ channel: 'general', isStarted: true, participants: [{ id: 'a', name: 'a@example.com' }] }),
    participantJoined({ channel: 'general', participant: { id: 'a', name: 'Ada' } }),
  );
  expect(state.participants).toEqual([{ id: 'a', name: 'Ada' }]);
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
