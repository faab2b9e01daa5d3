'use client';

import { useEffect, useState } from 'react';
import type { Socket } from 'socket.io-client';
import { useLive } from '@/features/live/use-live';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';

const pingEveryMs = 10_000;
const words = {
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  offline: 'Refused',
};

/** How the page is connected, and how well. */
export function ConnectionCard({ rereads }: { rereads: number }) {
  const { connection, state, reconnects, lastHeardAt, refusal } = useLive();
  const { transport, pingMs } = useConnectionFacts(connection?.socket ?? null, state === 'connected');
  const facts: [string, React.ReactNode][] = [
    ['State', words[state]],
    ['Transport', transport ?? '–'],
    ['Ping', pingMs === null ? '–' : formatDuration(pingMs)],
    ['Reconnects', reconnects],
    ['Read again after', rereads === 0 ? 'no gap' : formatCount(rereads, 'gap')],
    ['Last event', lastHeardAt === null ? '–' : <Ago key="ago" at={new Date(lastHeardAt).toISOString()} />],
  ];
  const retry = (): void => void connection?.socket.disconnect().connect();
  return (
    <Card title="Connection">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {refusal !== null && <p className="text-danger mt-2">{refusal}</p>}
      {state !== 'connected' && (
        <Button className="mt-3 w-full" onClick={retry}>
          Try now
        </Button>
      )}
    </Card>
  );
}

function useConnectionFacts(socket: Socket | null, isConnected: boolean) {
  const [transport, setTransport] = useState<string | null>(null);
  const [pingMs, setPingMs] = useState<number | null>(null);
  useEffect(() => {
    setPingMs(null);
    if (socket === null || !isConnected) return setTransport(null);
    const readTransport = (): void => setTransport(socket.io.engine.transport.name);
    const ping = async (): Promise<void> => {
      const sentAt = performance.now();
      const answered = await socket
        .timeout(pingEveryMs)
        .emitWithAck('ping', {})
        .then(
          () => true,
          () => false,
        );
      setPingMs(answered ? performance.now() - sentAt : null);
    };
    readTransport();
    void ping();
    socket.io.engine.on('upgrade', readTransport);
    const timer = setInterval(() => void ping(), pingEveryMs);
    return () => {
      clearInterval(timer);
      socket.io.engine.off('upgrade', readTransport);
    };
  }, [socket, isConnected]);
  return { transport, pingMs };
}
