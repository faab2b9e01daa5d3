'use client';

import { useCallback, useEffect, useMemo } from 'react';
import type { Socket } from 'socket.io-client';
import type { Problem } from '@/api/problem';
import { problemOf } from '@/api/problem';
import { useLive } from '@/features/live/use-live';
import { useAppDispatch, useAppSelector } from '@/store';
import { useLazyMessagePageQuery } from './activity.api';
import type { Activity, PagePart } from './activity.slice';
import {
  backlogShown,
  channelSwitched,
  hasLater,
  messagesCleared,
  pageRead,
  pauseToggled,
  problemMet,
  rereadAfterReconnect,
  scrolled,
} from './activity.slice';
import { listenToChannels } from './listen-to-channels';

interface ServerProblem {
  status: number;
  code: string;
  detail: string;
  requestId: string;
  docsUrl: string;
  hint?: string;
  fieldErrors?: { path: string; message: string }[];
}
type Acknowledgement = { ok: true; data: unknown } | { ok: false; error: ServerProblem };

export interface UseChannel extends Omit<Activity, 'isPaused'> {
  isConnected: boolean;
  isPaused: boolean;
  isLoading: boolean;
  /** Whether there are messages behind the last one that is held. */
  hasLater: boolean;
  sendMessage: (body: string) => Promise<boolean>;
  switchChannel: (name: string) => void;
  startChannel: () => Promise<boolean>;
  stopChannel: () => Promise<boolean>;
  clearMessages: () => void;
  /** The newest, in place of what is held. */
  showLatest: () => void;
  loadEarlier: () => void;
  loadLater: () => void;
  scroll: (isAtEnd: boolean) => void;
  togglePause: () => void;
}

const answerWithinMs = 10_000;

/** One activity channel, kept up to date by the page's own socket for as long as it is shown. */
export function useChannel(): UseChannel {
  const { connection, state, isPaused: isPageStill } = useLive();
  const socket = connection?.socket ?? null;
  const activity = useAppSelector((store) => store.activity);
  const dispatch = useAppDispatch();
  const [readPage, { isFetching }] = useLazyMessagePageQuery();
  const { activeChannel, messages } = activity;
  const [firstId, lastId] = [messages[0]?.id, messages.at(-1)?.id];
  const isPaused = activity.isPaused || isPageStill;

  const read = useCallback(
    async (channel: string, part: PagePart, behind?: string) => {
      const sort = part === 'later' ? 'createdAt' : '-createdAt';
      const { data, error } = await readPage({ name: channel, sort, after: behind });
      if (data !== undefined) dispatch(pageRead({ channel, page: data, part, behind }));
      else dispatch(problemMet(problemOf(error)));
    },
    [readPage, dispatch],
  );
  const ask = useCallback(
    async (event: string, data: object) => {
      const problem = socket === null ? offline : await emit(socket, event, data);
      dispatch(problemMet(problem));
      return problem === null;
    },
    [socket, dispatch],
  );

  useEffect(() => (socket === null ? undefined : listenToChannels(socket, dispatch)), [socket, dispatch]);

  useEffect(() => {
    if (socket === null) return;
    const enter = async (): Promise<void> => {
      await Promise.all([ask('join_channel', { channel: activeChannel }), read(activeChannel, 'newest')]);
    };
    let hasEntered = socket.connected;
    if (hasEntered) void enter();
    // The server forgets who is in a channel with the connection, and what was posted meanwhile is not told.
    const onConnect = (): void => {
      if (hasEntered) dispatch(rereadAfterReconnect());
      hasEntered = true;
      void enter();
    };
    socket.on('connect', onConnect);
    return () => {
      socket.off('connect', onConnect);
      if (socket.connected) socket.emit('leave_channel', { channel: activeChannel });
    };
  }, [socket, activeChannel, ask, read, dispatch]);

  useEffect(() => {
    if (!isPaused) dispatch(backlogShown());
  }, [isPaused, dispatch]);

  const actions = useMemo(
    () => ({
      sendMessage: (body: string) => ask('send_message', { channel: activeChannel, body }),
      switchChannel: (name: string) => void dispatch(channelSwitched(name)),
      startChannel: () => ask('start_channel', { channel: activeChannel }),
      stopChannel: () => ask('stop_channel', { channel: activeChannel }),
      clearMessages: () => void dispatch(messagesCleared()),
      showLatest: () => void read(activeChannel, 'latest'),
      loadEarlier: () => void read(activeChannel, 'earlier', firstId),
      loadLater: () => void read(activeChannel, 'later', lastId),
      scroll: (isAtEnd: boolean) => void dispatch(scrolled({ isAtEnd })),
      togglePause: () => void dispatch(pauseToggled()),
    }),
    [ask, read, dispatch, activeChannel, firstId, lastId],
  );
  return {
    ...{ ...activity, ...actions, isPaused, hasLater: hasLater(activity) },
    isConnected: state === 'connected',
    isLoading: isFetching,
  };
}

const offline: Problem = {
  status: 0,
  code: 'network.offline',
  message: 'There is no connection to Carillon.',
  hint: 'It is made again by itself.',
  fieldErrors: [],
  requestId: null,
  docsUrl: null,
};

/** @returns why not; null when it was done */
async function emit(socket: Socket, event: string, data: object): Promise<Problem | null> {
  try {
    const answer = (await socket.timeout(answerWithinMs).emitWithAck(event, data)) as Acknowledgement;
    if (answer.ok) return null;
    const { status, code, detail, requestId, docsUrl, hint = null, fieldErrors = [] } = answer.error;
    return { status, code, message: detail, hint, fieldErrors, requestId, docsUrl };
  } catch {
    return offline;
  }
}
