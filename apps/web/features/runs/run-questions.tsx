'use client';

import { useTaskQuery } from '@/features/tasks/tasks.api';
import { problemOf } from '@/api/problem';
import { Dialog, ConfirmDialog } from '@/ui/dialog';
import { onDemand } from '@/ui/on-demand';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import type { Run } from './runs.api';
import { useRunQuery } from './runs.api';
import { useRunActions } from './use-run-actions';

const ReplayDialog = onDemand(() => import('./replay-dialog').then((module) => module.ReplayDialog));

/** What is asked before it is done with a run. */
export interface RunQuestion {
  about: 'cancel' | 'replay';
  run: Pick<Run, 'id' | 'taskId' | 'runStatus'>;
}

export interface RunQuestionsProps {
  /** Null: nothing is asked. */
  question: RunQuestion | null;
  onClose: () => void;
  /** With the id of the new run. */
  onReplayed?: (id: string) => void;
}

/** The window of what is asked; it stands outside of the rows, which may be gone when it is answered. */
export function RunQuestions({ question, onClose, onReplayed }: RunQuestionsProps) {
  if (question === null) return null;
  const { about, run } = question;
  if (about === 'cancel') return <CancelDialog run={run} onClose={onClose} />;
  const replayed = (id: string): void => {
    onClose();
    onReplayed?.(id);
  };
  return <Replay run={run} onClose={onClose} onReplayed={replayed} />;
}

interface QuestionProps {
  run: RunQuestion['run'];
  onClose: () => void;
}

function CancelDialog({ run, onClose }: QuestionProps) {
  const { cancel, isCancelling } = useRunActions();
  const { data: task } = useTaskQuery(run.taskId);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Cancel this run of “${task?.taskName ?? 'the task'}”?`}
      description={
        run.runStatus === 'running'
          ? 'Its request may have reached the receiver already; what comes of it is not waited for.'
          : 'It is not sent any more. The schedule of the task stays as it is.'
      }
      action="Cancel 1 run"
      busy={isCancelling}
      onConfirm={() => void cancel(run).then(onClose)}
    />
  );
}

/** A list does not hold what its runs were sent with. */
function Replay({ run, onClose, onReplayed }: QuestionProps & { onReplayed: (id: string) => void }) {
  const detail = useRunQuery(run.id);
  const task = useTaskQuery(run.taskId);
  if (detail.data !== undefined && !task.isLoading) {
    return <ReplayDialog run={detail.data} task={task.data} onClose={onClose} onReplayed={onReplayed} />;
  }
  return (
    <Dialog open onClose={onClose} title="Replay this run">
      {detail.error === undefined ? (
        <LoadingRows rows={4} label="Loading the run" />
      ) : (
        <ProblemPanel problem={problemOf(detail.error)} onRetry={() => void detail.refetch()} />
      )}
    </Dialog>
  );
}
