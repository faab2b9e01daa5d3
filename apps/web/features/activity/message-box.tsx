'use client';

import { SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { Button } from '@/ui/button';
import { Textarea } from '@/ui/field';
import type { UseChannel } from './use-channel';

const lengthMax = 4_000;

/** Where operators write; Enter sends, Shift and Enter begins a line. What could not be sent stays. */
export function MessageBox({ channel }: { channel: UseChannel }) {
  const { activeChannel, channelStatus, isConnected, error, sendMessage } = channel;
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const { whyNot } = useRole();
  const refusal =
    whyNot('operator') ??
    (channelStatus === 'stopped' ? 'The channel is stopped: it takes no messages.' : null) ??
    (isConnected ? null : 'There is no connection at the moment.');
  const send = async (): Promise<void> => {
    if (text.trim() === '' || refusal !== null) return;
    setSending(true);
    if (await sendMessage(text.trim())) setText('');
    setSending(false);
  };
  return (
    <form
      className="flex flex-col gap-1 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="flex items-end gap-2">
        <Textarea
          aria-label={`Message to ${activeChannel}`}
          rows={Math.min(6, text.split('\n').length)}
          maxLength={lengthMax}
          value={text}
          disabled={refusal !== null}
          placeholder={refusal ?? `Write to ${activeChannel}`}
          className="resize-none font-sans"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <Button
          type="submit"
          look="primary"
          busy={isSending}
          disabled={refusal !== null || text.trim() === ''}
          icon={<SendHorizontal size={14} aria-hidden />}
        >
          Send
        </Button>
      </div>
      {error !== null && (
        <p role="alert" className="text-danger text-xs font-medium">
          {error.message} {error.hint}
        </p>
      )}
    </form>
  );
}
