'use client';

import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'react-redux';
import type { Store } from '@/store';
import { useAppDispatch, useAppSelector } from '@/store';
import type { Live } from './live.slice';
import { pauseToggled } from './live.slice';
import type { LiveConnection } from './live-connection';

const Connection = createContext<LiveConnection | null>(null);

/** Keeps the socket open while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const store = useStore() as Store;
  const [connection, setConnection] = useState<LiveConnection | null>(null);
  useEffect(() => {
    let isOver = false;
    let opened: LiveConnection | undefined;
    // After the page: it can be read before it is live.
    void import('./live-connection').then((module) => {
      if (isOver) return;
      opened = new module.LiveConnection(store);
      opened.open();
      setConnection(opened);
    });
    return () => {
      isOver = true;
      opened?.close();
    };
  }, [store]);
  const hasEnded = useAppSelector((state) => state.session.hasEnded);
  useEffect(() => {
    // Refused while nobody was known, it would not try again by itself.
    if (!hasEnded && connection?.socket.active === false) connection.retry();
  }, [hasEnded, connection]);
  const renewedAt = useAppSelector((state) => state.session.renewedAt);
  useEffect(() => {
    // It came with the token before, which the server would soon find used.
    if (renewedAt !== null && connection?.socket.connected === true) connection.retry();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new connection has the new token.
  }, [renewedAt]);
  return <Connection value={connection}>{children}</Connection>;
}

export interface UseLive extends Live {
  /** Null until the page has come alive, and where nobody is signed in. */
  connection: LiveConnection | null;
  /** Pauses, or goes on and reads what was missed. */
  toggle: () => void;
}

/** The state of the connection, and what can be done with it. */
export function useLive(): UseLive {
  const connection = useContext(Connection);
  const live = useAppSelector((state) => state.live);
  const dispatch = useAppDispatch();
  const toggle = (): void => {
    dispatch(pauseToggled());
    if (live.isPaused) connection?.readAll();
  };
  return { ...live, connection, toggle };
}
