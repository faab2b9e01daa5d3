import { problemOf } from '@/api/problem';
import { Page } from '@/ui/page';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import { trail } from './trail';

export interface WizardAwaitsProps {
  title: string;
  /** What is read: `the task to copy`. */
  what: string;
  /** Why it cannot be read; undefined: it is on its way. */
  error: unknown;
  onRetry: () => void;
}

/** Until the task is there that the wizard begins with, or why it is not. */
export function WizardAwaits({ title, what, error, onRetry }: WizardAwaitsProps) {
  return (
    <Page title={title} trail={trail}>
      {error === undefined ? (
        <LoadingRows label={`Loading ${what}`} />
      ) : (
        <ProblemPanel problem={problemOf(error)} onRetry={onRetry} />
      )}
    </Page>
  );
}
