'use client';

import { Pin, PinOff, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { Button, IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { onDemand } from '@/ui/on-demand';
import type { ReceivedRequest } from './inspector.api';
import { useDeleteRequestMutation, usePinRequestMutation } from './inspector.api';

/** Loaded with the first wish for it. */
const ReplayDialog = onDemand(() => import('./replay-dialog').then((module) => module.ReplayDialog));

export interface RequestActionsProps {
  request: ReceivedRequest;
  receiverUrl: string;
  isPinned: boolean;
  onDeleted: () => void;
}

/** What can be done with a request that was received. */
export function RequestActions({ request, receiverUrl, isPinned, onDeleted }: RequestActionsProps) {
  const { number } = request;
  const { whyNot } = useRole();
  const refusal = whyNot('operator');
  const [asked, setAsked] = useState<'replay' | 'delete' | null>(null);
  const [pinRequest, { isLoading: isPinning }] = usePinRequestMutation();
  const [deleteRequest, { isLoading: isDeleting }] = useDeleteRequestMutation();
  const pin = async (): Promise<void> => {
    const { error } = await pinRequest({ number, pinned: !isPinned });
    if (error !== undefined) notifyProblem(problemOf(error));
  };
  const confirmDelete = async (): Promise<void> => {
    const { error } = await deleteRequest(number);
    setAsked(null);
    // Nobody holds it any more: that is what was wanted.
    if (error !== undefined && problemOf(error).status !== 404) return notifyProblem(problemOf(error));
    notify(`Request ${number} is deleted.`);
    onDeleted();
  };
  return (
    <>
      <Button
        look="quiet"
        icon={<Send size={14} aria-hidden />}
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={() => setAsked('replay')}
      >
        Replay
      </Button>
      <IconButton
        label={isPinned ? `Unpin request ${number}` : `Pin request ${number}`}
        title={refusal ?? (isPinned ? 'Unpin: it may give way to newer ones' : 'Pin: it stays')}
        aria-pressed={isPinned}
        icon={isPinned ? <PinOff size={15} /> : <Pin size={15} />}
        disabled={refusal !== null || isPinning}
        onClick={() => void pin()}
      />
      <IconButton
        label={`Delete request ${number}`}
        title={refusal ?? 'Delete'}
        icon={<Trash2 size={15} />}
        disabled={refusal !== null}
        onClick={() => setAsked('delete')}
      />
      <ConfirmDialog
        open={asked === 'delete'}
        onClose={() => setAsked(null)}
        title={`Delete request ${number}?`}
        description="The receiver forgets it. Its counts, and the run that sent it, stay as they are."
        action="Delete the request"
        busy={isDeleting}
        onConfirm={() => void confirmDelete()}
      />
      {asked === 'replay' && (
        <ReplayDialog request={request} receiverUrl={receiverUrl} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
