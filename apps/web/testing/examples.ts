import type { QueueStatus } from '@/features/queue/queue.api';
import type { RunDetail, RunPage } from '@/features/runs/runs.api';
import type { Task } from '@/features/tasks/tasks.api';

type Run = RunPage['items'][number];

const plainDelivery = {
  ...{ templates: false, auth: null, proxyUrl: null, tls: null, assertion: null, steering: false },
  retryOn: null,
};

/** A task as the API answers it, with what a test says of it. */
export const exampleTask = (overrides: Partial<Task> = {}): Task => ({
  ...{ id: '0193b6a0-0000-7000-8000-000000000001', taskName: 'Nightly backup', taskType: 'webhook' },
  ...{ taskSchedule: '0 3 * * *', timeZone: 'UTC', dstGap: 'run_after', dstOverlap: 'first', runAt: null },
  ...{ startsAt: null, endsAt: null, maxRuns: null, jitterMs: 0 },
  ...{ webhookUrl: 'https://api.example.com/hook', httpMethod: 'POST', jsonPayload: {}, httpHeaders: {} },
  ...{ timeoutMs: 30_000, successStatus: [], deliveryOptions: plainDelivery, signingSecretId: null },
  ...{ maxRetry: 3, backoffStrategy: 'exponential', backoffBaseMs: 1_000, backoffMaxMs: 30_000 },
  ...{ backoffJitter: true, priority: 'normal', lane: null, tags: [], agentId: null },
  ...{ overlapPolicy: 'skip', misfirePolicy: 'latest', misfireWindowMs: null, misfireCap: 100 },
  ...{ onFailure: 'stop', atMostOnce: false, deadlineMs: null },
  ...{ taskStatus: 'ready', activeRuns: 0, nextRunAt: '2026-11-24T03:00:00.000Z', withheldFrom: null },
  ...{ runCount: 0, pausedUntil: null, pauseReason: null, acknowledgement: null, archivedAt: null },
  ...{ version: 1, createdBy: null },
  ...{ createdAt: '2026-11-01T12:00:00.000Z', updatedAt: '2026-11-01T12:00:00.000Z' },
  ...overrides,
});

/** A run that completed, as a list answers it. */
export const exampleRun = (overrides: Partial<Run> = {}): Run => ({
  ...{ id: '0193b6a0-0000-7000-8000-00000000000b', taskId: exampleTask().id, taskName: 'Nightly backup' },
  ...{ scheduledFor: '2026-11-23T03:00:00.000Z', trigger: 'schedule', runStatus: 'completed' },
  ...{ priority: 'normal', lane: null, webhookUrl: null, retryCount: 0, maxRetry: 3, nextAttemptAt: null },
  ...{ startedAt: '2026-11-23T03:00:00.100Z', finishedAt: '2026-11-23T03:00:00.400Z', workerId: null },
  ...{ skipReason: null, occurrences: 1, result: null, error: null, progress: null, cost: null },
  ...{ qualityScore: null, taskVersion: 1, createdAt: '2026-11-23T03:00:00.000Z' },
  ...overrides,
});

/** The same run as its own page is answered. */
export const exampleRunDetail = (overrides: Partial<RunDetail> = {}): RunDetail => ({
  ...exampleRun(),
  ...{ originRunId: null, hasOwnPayload: false, jsonPayload: {}, attempts: [], history: [], logLines: [] },
  ...overrides,
});

/** A queue in which nothing is open; with what a test says of it. */
export const exampleQueue = (overrides: Partial<QueueStatus> = {}): QueueStatus => ({
  ...{ depth: [], workers: [], paused: false, hints: null },
  lag: { dueRuns: 0, oldestDueRunMs: null, dueTasks: 0, oldestDueTaskMs: null },
  ...overrides,
});
