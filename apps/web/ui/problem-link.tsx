import type { Problem } from '@/api/problem';

/** To what the documentation says of a problem. A page of its own, so that what is being written stays. */
export function ProblemLink({ problem: { docsUrl } }: { problem: Problem }) {
  if (docsUrl === null) return null;
  return (
    <a
      href={docsUrl}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center font-medium underline underline-offset-2"
    >
      What this means
    </a>
  );
}
