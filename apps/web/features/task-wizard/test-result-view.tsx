'use client';

import { Check, Minus, X } from 'lucide-react';
import { formatDuration } from '@/features/time/format-time';
import { Badge } from '@/ui/badge';
import { classNames } from '@/ui/class-names';
import { CodeBlock } from '@/ui/copy-button';
import { PhaseBar } from './phase-bar';
import type { TestResult } from './task-wizard.api';

/** What became of a test request, stage by stage. */
export function TestResultView({ result }: { result: TestResult }) {
  const { ok, request, response, explanation, message, phases } = result;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={ok ? 'success' : 'danger'} icon={ok ? <Check size={12} /> : <X size={12} />}>
          {ok ? 'A run would have succeeded' : 'A run would have failed'}
        </Badge>
        {response !== null && <span className="font-medium">Status {response.status}</span>}
        {typeof phases.totalMs === 'number' && phases.totalMs > 0 && (
          <span className="text-ink-soft tabular">{formatDuration(phases.totalMs)}</span>
        )}
      </div>
      <Stages result={result} />
      {explanation !== null && (
        <div className="bg-danger-soft rounded-md p-3">
          <p className="text-danger font-semibold">{explanation.title}</p>
          <p className="mt-1">{explanation.meaning}</p>
          <p className="mt-1">{explanation.advice}</p>
          {message !== null && <p className="text-ink-soft mt-2 font-mono text-xs break-words">{message}</p>}
        </div>
      )}
      <PhaseBar phases={phases} />
      <div className="grid min-w-0 grid-cols-1 gap-4 xl:grid-cols-2">
        {request !== null && <CodeBlock label="request" text={rawRequest(request)} />}
        {response !== null && <CodeBlock label="response" text={rawResponse(response)} />}
      </div>
    </div>
  );
}

/** null: it did not come to that. */
function stagesOf({ request, response, phases, errorCode }: TestResult): [string, boolean | null][] {
  const isBlocked = errorCode === 'blocked' || request === null;
  const hasConnected = phases.connectMs != null || response !== null;
  const hasTls = request?.url.startsWith('https:') === true;
  return [
    ['Composed', request !== null],
    ['Address allowed', request === null ? null : !isBlocked],
    ['Connected', isBlocked ? null : hasConnected],
    ...(hasTls
      ? ([['TLS', hasConnected ? phases.tlsMs != null || response !== null : null]] as [
          string,
          boolean | null,
        ][])
      : []),
    ['Answered', hasConnected ? response !== null : null],
  ];
}

const marks = new Map([
  [true, { icon: <Check size={14} />, tone: 'text-success', word: 'done' }],
  [false, { icon: <X size={14} />, tone: 'text-danger', word: 'failed' }],
]);

function Stages({ result }: { result: TestResult }) {
  return (
    <ol aria-label="Stages" className="flex flex-wrap gap-x-5 gap-y-1">
      {stagesOf(result).map(([label, state]) => {
        const { icon, tone, word } = (state === null ? undefined : marks.get(state)) ?? {
          icon: <Minus size={14} />,
          tone: 'text-ink-faint',
          word: 'not reached',
        };
        return (
          <li key={label} className={classNames('flex items-center gap-1.5', tone)}>
            <span aria-hidden>{icon}</span>
            {label}
            <span className="sr-only">: {word}</span>
          </li>
        );
      })}
    </ol>
  );
}

const headerLines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function rawRequest({ method, url, headers, body }: NonNullable<TestResult['request']>): string {
  return `${method} ${url}\n${headerLines(headers)}${body === null ? '' : `\n\n${body}`}`;
}

function rawResponse({ status, headers, body, truncated }: NonNullable<TestResult['response']>): string {
  return `${status}\n${headerLines(headers)}\n\n${body}${truncated ? '\n… (cut)' : ''}`;
}
