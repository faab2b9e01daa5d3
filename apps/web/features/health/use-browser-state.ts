'use client';

import { useEffect, useState } from 'react';
import { useLive } from '@/features/live/use-live';
import type { HealthDetail } from './health.api';
import type { BrowserState } from './health-row';

interface Answer {
  currentData?: HealthDetail | undefined;
  startedTimeStamp?: number | undefined;
  fulfilledTimeStamp?: number | undefined;
}

/** What this browser knows of its way to the server: how long an answer takes, whose clock is right, the live socket. */
export function useBrowserState({ currentData, startedTimeStamp, fulfilledTimeStamp }: Answer): BrowserState {
  const { state, reconnects, connection } = useLive();
  const [measured, setMeasured] = useState<Pick<BrowserState, 'roundTripMs' | 'clock'>>({
    roundTripMs: null,
    clock: null,
  });
  const [connectedAt, setConnectedAt] = useState<string | null>(null);
  const now = currentData?.now;
  useEffect(() => {
    // Of a question that is still open the times do not belong together.
    if (now === undefined || startedTimeStamp === undefined || fulfilledTimeStamp === undefined) return;
    if (fulfilledTimeStamp < startedTimeStamp) return;
    const roundTripMs = fulfilledTimeStamp - startedTimeStamp;
    const aheadMs = (startedTimeStamp + fulfilledTimeStamp) / 2 - Date.parse(now);
    setMeasured({ roundTripMs, clock: { aheadMs, errorMs: roundTripMs / 2 } });
  }, [now, startedTimeStamp, fulfilledTimeStamp]);
  // The moment of a connection that was there before this page is not known.
  useEffect(() => {
    if (connection === null) return undefined;
    const note = (): void => setConnectedAt(new Date().toISOString());
    connection.socket.on('connect', note);
    return () => void connection.socket.off('connect', note);
  }, [connection]);
  const transport = connection?.socket.connected === true ? connection.socket.io.engine.transport.name : null;
  return {
    live: state,
    transport,
    reconnects,
    connectedAt: state === 'connected' ? connectedAt : null,
    ...measured,
  };
}
