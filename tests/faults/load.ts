import type { Task } from '@carillon/domain';
import type { WebhookSink } from '@carillon/testkit';

/**
 * Tasks with which, at every moment, something is being published, claimed, sent, retried or finished: quick, slow and
 * flaky receivers, every overlap policy, and a lane that lets one run in at a time.
 */
export function mixedLoad(sink: WebhookSink): Partial<Task>[] {
  sink.answer('/slow', { delayMs: 300, body: 'slow' });
  sink.answer('/flaky', (request) =>
    request.attempt === 1 ? { status: 500, delayMs: 50 } : { delayMs: 50 },
  );
  const task = (path: string, taskSchedule: string, overrides: Partial<Task> = {}): Partial<Task> => ({
    taskName: `load ${path}`,
    taskSchedule,
    webhookUrl: sink.url(path),
    overlapPolicy: 'allow',
    misfirePolicy: 'latest',
    maxRetry: 20,
    backoffBaseMs: 200,
    backoffMaxMs: 500,
    onFailure: 'continue',
    ...overrides,
  });
  return [
    task('/quick', '* * * * * *'),
    task('/quick', '*/2 * * * * *', { misfirePolicy: 'all' }),
    task('/quick', '*/3 * * * * *', { priority: 'urgent' }),
    task('/slow', '* * * * * *', { priority: 'low' }),
    task('/slow', '* * * * * *', { overlapPolicy: 'skip' }),
    task('/slow', '*/2 * * * * *', { overlapPolicy: 'queue' }),
    task('/flaky', '*/2 * * * * *'),
    task('/flaky', '1-59/2 * * * * *', { misfirePolicy: 'skip', misfireWindowMs: 2_000 }),
    task('/slow', '*/2 * * * * *', { lane: 'serial' }),
    task('/quick', '*/3 * * * * *', { lane: 'serial' }),
  ];
}
