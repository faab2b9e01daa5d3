import type { Answer } from '@carillon/client';
import { writeJson } from '@carillon/domain';
import { renderDetails } from './details.js';
import type { Look, View } from './session.js';
import type { Column } from './table.js';
import { renderTable } from './table.js';
import { durationText } from './times.js';

type ListedRun = Answer<'GET', '/api/runs'>['items'][number];
type RunDetail = Answer<'GET', '/api/runs/{id}'>;
type Attempt = RunDetail['attempts'][number];
/** As it is answered to a change: without its attempts. */
type Run = Omit<ListedRun, 'taskName'> & Partial<Pick<RunDetail, 'attempts' | 'jsonPayload'>>;

export const runColumns = (look: Look): Column<ListedRun>[] => [
  { title: 'ID', value: ({ id }) => id },
  { title: 'TASK', value: ({ taskName }) => taskName ?? '', isFlexible: true },
  { title: 'STATUS', value: ({ runStatus }) => runStatus, paint: look.status },
  { title: 'TRIGGER', value: ({ trigger }) => trigger },
  { title: 'SCHEDULED FOR', value: ({ scheduledFor }) => look.time(scheduledFor) },
  { title: 'TOOK', value: tookOf },
  { title: 'RETRIES', value: ({ retryCount, maxRetry }) => `${retryCount}/${maxRetry}` },
  { title: 'ERROR', value: ({ error, skipReason }) => error ?? skipReason ?? '', isFlexible: true },
];

export const runView: Pick<View<Run>, 'details'> = {
  details: (run, look) => {
    const facts = renderDetails([
      ['id', run.id],
      ['task', run.taskId],
      ['status', [run.runStatus, run.skipReason].filter(Boolean).join(', ')],
      ['trigger', run.trigger],
      ['scheduled for', look.exactTime(run.scheduledFor)],
      ['next attempt', look.exactTime(run.nextAttemptAt)],
      ['finished', look.exactTime(run.finishedAt)],
      ['took', tookOf(run)],
      ['retries', `${run.retryCount} of ${run.maxRetry} at most`],
      ['lane', run.lane ?? ''],
      ...(run.jsonPayload === undefined ? [] : [['payload', writeJson(run.jsonPayload)] as const]),
      ['result', run.result === null ? '' : writeJson(run.result)],
      ['error', run.error ?? ''],
    ]);
    if (run.attempts === undefined || run.attempts.length === 0) return facts;
    return `${facts}\n${renderTable(attemptColumns(look), run.attempts, look.width)}`;
  },
};

const attemptColumns = (look: Look): Column<Attempt>[] => [
  { title: 'ATTEMPT', value: ({ retryCount }) => String(retryCount + 1) },
  { title: 'STATUS', value: ({ status }) => status, paint: look.status },
  { title: 'HTTP', value: ({ httpStatus }) => String(httpStatus ?? '') },
  { title: 'STARTED', value: ({ createdAt }) => look.time(createdAt) },
  {
    title: 'TOOK',
    value: ({ executionTime }) => (executionTime === null ? '' : durationText(executionTime)),
  },
  { title: 'CODE', value: ({ errorCode }) => errorCode ?? '' },
  { title: 'MESSAGE', value: ({ message }) => message ?? '', isFlexible: true },
];

function tookOf({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>): string {
  if (startedAt === null || finishedAt === null) return '';
  return durationText(Date.parse(finishedAt) - Date.parse(startedAt));
}
