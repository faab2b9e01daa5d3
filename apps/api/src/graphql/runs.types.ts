import type { LiveEvent, Run } from '@carillon/domain';
import type { ExplainedLog } from '../runs/explained-log.js';
import { runNotFound } from '../runs/run-refusals.js';
import type { ListRunsQuery } from '../runs/runs.schemas.js';
import { listRunsQuery, runAnswer, runDetailAnswer } from '../runs/runs.schemas.js';
import { invalidField } from '../http/problem.js';
import { readRuns } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import { readId, readList } from './input.js';
import type { TaskType } from './tasks.types.js';
import type { ZodTypes } from './zod-types.js';

const attemptsMax = 100;

export type RunType = ReturnType<typeof defineRunType>;

type RunUpdate = LiveEvent & { type: 'run.updated' };

interface RunPage {
  items: Run[];
  nextCursor: string | null;
  query: ListRunsQuery;
}

/** Runs, and the fields that lead from a run to its task and back. */
export function defineRunType(builder: Builder, types: ZodTypes, task: TaskType) {
  const attempt = types.object<ExplainedLog>(runDetailAnswer.shape.attempts.element, {
    name: 'Attempt',
    access: readRuns,
  });
  const run = types.object<Run>(runAnswer, { name: 'Run', access: readRuns });
  builder.objectFields(run, (t) => ({
    durationMs: t.int({
      nullable: true,
      description: 'From its first attempt to its end; null before that.',
      resolve: ({ startedAt, finishedAt }) =>
        startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt),
    }),
    task: t.field({
      type: task,
      nullable: true,
      description: 'Null when it was removed just now.',
      resolve: ({ taskId }, _, { loaders }) => loaders.task.load(taskId),
    }),
    attempts: t.field({
      type: [attempt],
      description: 'The last attempts, the older ones first.',
      args: { limit: t.arg.int({ required: true, defaultValue: 10, description: `1 to ${attemptsMax}.` }) },
      resolve: (parent, { limit }, { loaders }) => {
        if (limit >= 1 && limit <= attemptsMax) return loaders.attempts.load({ run: parent, limit });
        throw invalidField('limit', `must be 1 to ${attemptsMax}`);
      },
    }),
  }));
  builder.objectField(task, 'lastRun', (t) =>
    t.field({ type: run, nullable: true, resolve: ({ id }, _, { loaders }) => loaders.lastRun.load(id) }),
  );
  return run;
}

export function defineRunQueries(builder: Builder, types: ZodTypes, run: RunType): void {
  const filter = types.filter(listRunsQuery, 'RunFilter');
  const sort = types.sort(listRunsQuery, 'RunSort');
  const page = builder.objectRef<RunPage>('RunPage').implement({
    ...asks(readRuns),
    fields: (t) => ({
      items: t.expose('items', { type: [run] }),
      nextCursor: t.exposeString('nextCursor', { nullable: true, description: 'Null on the last page.' }),
      total: t.int({
        description: 'How many there are on all pages; 10001 stands for more than 10000.',
        resolve: async ({ query }, _, { services }) =>
          (await services.runs.list({ ...query, limit: 1, total: true })).total!,
      }),
    }),
  });
  builder.queryFields((t) => ({
    run: t.field({
      type: run,
      ...asks(readRuns),
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_, { id }, { loaders }) => {
        const found = await loaders.run.load(readId(id));
        if (found === null) throw runNotFound();
        return found;
      },
    }),
    runs: t.field({
      type: page,
      description: 'The newest first unless sorted otherwise.',
      ...asks(readRuns),
      args: {
        filter: t.arg({ type: filter }),
        sort: t.arg({ type: sort }),
        limit: t.arg.int({ required: true, defaultValue: 50, description: '1 to 100.' }),
        cursor: t.arg.string(),
      },
      resolve: async (_, given, { services }) => {
        const query = readList(listRunsQuery, given);
        return { ...(await services.runs.list(query)), query };
      },
    }),
  }));
}

export function defineRunUpdates(builder: Builder, types: ZodTypes, run: RunType): void {
  const update = builder.objectRef<RunUpdate>('RunUpdate').implement({
    ...asks(readRuns),
    fields: (t) => ({
      id: t.exposeID('id'),
      taskId: t.exposeID('taskId'),
      status: t.expose('status', { type: types.runStatus }),
      at: t.expose('at', { type: 'DateTime' }),
      run: t.field({
        type: run,
        nullable: true,
        description: 'The run as it is by now; null when it was removed.',
        resolve: ({ id }, _, { loaders }) => loaders.run.load(id),
      }),
    }),
  });
  builder.subscriptionField('runUpdated', (t) =>
    t.field({
      type: update,
      description:
        'A run of the task has come into another state. Ends when events were lost: subscribe, and read, again.',
      ...asks(readRuns),
      args: { taskId: t.arg.id({ required: true }) },
      subscribe: async (_, { taskId }, context) => {
        const { id } = await context.services.tasks.get(readId(taskId));
        return context.services.subscriptions.events(
          context,
          readRuns,
          (event): event is RunUpdate => event.type === 'run.updated' && event.taskId === id,
        );
      },
      resolve: (event) => event,
    }),
  );
}
