import type { Task } from '@carillon/domain';
import { idempotentRequest } from '../http/idempotency.js';
import { parseInput } from '../http/validation.pipe.js';
import { pauseTaskSchema, resumeTaskSchema, runTaskSchema } from '../tasks/tasks.schemas.js';
import { writeTasks } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import { readId } from './input.js';
import type { RunType } from './runs.types.js';
import type { TaskType } from './tasks.types.js';
import type { ZodTypes } from './zod-types.js';

export function defineTaskActions(
  builder: Builder,
  types: ZodTypes,
  { task, run }: { task: TaskType; run: RunType },
): void {
  defineRunTask(builder, run);
  defineCancelTask(builder, task);
  builder.mutationFields((t) => ({
    retryTask: t.field({
      type: task,
      description: 'Brings a failed task back to its schedule and tries its last failed run again.',
      ...asks(writeTasks),
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, { services, principal }) => services.taskActions.retry(readId(id), principal.name),
    }),
    pauseTask: t.field({
      type: task,
      ...asks(writeTasks),
      args: {
        id: t.arg.id({ required: true }),
        until: t.arg({ type: 'DateTime' }),
        reason: t.arg.string(),
      },
      resolve: (_, { id, until, reason }, { services }) => {
        const input = parseInput(pauseTaskSchema, { until: until ?? undefined, reason: reason ?? undefined });
        return services.taskActions.pause(readId(id), input);
      },
    }),
    resumeTask: t.field({
      type: task,
      ...asks(writeTasks),
      args: { id: t.arg.id({ required: true }), missed: t.arg({ type: types.misfirePolicy }) },
      resolve: (_, { id, missed }, { services }) =>
        services.taskActions.resume(
          readId(id),
          parseInput(resumeTaskSchema, { missed: missed ?? undefined }),
        ),
    }),
  }));
}

function defineRunTask(builder: Builder, run: RunType): void {
  builder.mutationField('runTask', (t) =>
    t.field({
      type: run,
      description: 'Runs a task now, beside its schedule.',
      ...asks(writeTasks),
      args: {
        id: t.arg.id({ required: true }),
        jsonPayload: t.arg({ type: 'JSON', description: 'In place of the task’s own.' }),
        idempotencyKey: t.arg.string(),
      },
      resolve: async (_, { id, jsonPayload, idempotencyKey }, { services, principal }) => {
        const input = parseInput(runTaskSchema, jsonPayload === undefined ? {} : { jsonPayload });
        const route = `POST /api/tasks/${readId(id)}/run`;
        const request = idempotentRequest(idempotencyKey ?? undefined, route, input);
        return (await services.taskActions.run(id, input, request, principal.name)).body;
      },
    }),
  );
}

function defineCancelTask(builder: Builder, task: TaskType): void {
  const cancelled = builder.objectRef<{ cancelled: number; task: Task }>('CancelledRuns').implement({
    ...asks(writeTasks),
    fields: (t) => ({ cancelled: t.exposeInt('cancelled'), task: t.expose('task', { type: task }) }),
  });
  builder.mutationField('cancelTask', (t) =>
    t.field({
      type: cancelled,
      description: 'Cancels the open runs of a task, not its schedule.',
      ...asks(writeTasks),
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, { services, principal }) =>
        services.taskActions.cancel(readId(id), principal.name),
    }),
  );
}
