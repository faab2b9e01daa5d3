import type { Task } from '@carillon/domain';
import type { Answer } from '../http/idempotency.js';
import { idempotentRequest } from '../http/idempotency.js';
import { parseInput } from '../http/validation.pipe.js';
import type { BatchResult } from '../tasks/task-batch.service.js';
import type { ListTasksQuery } from '../tasks/tasks.schemas.js';
import {
  batchAnswer,
  batchSchema,
  createTaskSchema,
  listTasksQuery,
  taskAnswer,
  updateTaskSchema,
} from '../tasks/tasks.schemas.js';
import { readTasks, writeTasks } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import { invalidField } from '../http/problem.js';
import { readId, readList } from './input.js';
import { nextRuns } from './next-runs.js';
import type { ZodTypes } from './zod-types.js';

const nextRunsMax = 20;

export type TaskType = ReturnType<typeof defineTaskType>;

/** The tasks that a query asked for; how many there are is counted only for who asks for that too. */
interface TaskPage {
  items: Task[];
  nextCursor: string | null;
  query: ListTasksQuery;
}

export function defineTaskType(builder: Builder, types: ZodTypes) {
  const task = types.object<Task>(taskAnswer, { name: 'Task', access: readTasks });
  builder.objectField(task, 'nextRuns', (t) =>
    t.field({
      type: ['DateTime'],
      description: `The next instants of the plan, up to ${nextRunsMax}; none while the task is paused, failed or completed.`,
      args: { count: t.arg.int({ required: true, defaultValue: 5 }) },
      resolve: (parent, { count }) => {
        if (count >= 1 && count <= nextRunsMax) return nextRuns(parent, count);
        throw invalidField('count', `must be 1 to ${nextRunsMax}`);
      },
    }),
  );
  return task;
}

export function defineTaskQueries(builder: Builder, types: ZodTypes, task: TaskType): void {
  const filter = types.filter(listTasksQuery, 'TaskFilter');
  const sort = types.sort(listTasksQuery, 'TaskSort');
  const page = builder.objectRef<TaskPage>('TaskPage').implement({
    ...asks(readTasks),
    fields: (t) => ({
      items: t.expose('items', { type: [task] }),
      nextCursor: t.exposeString('nextCursor', { nullable: true, description: 'Null on the last page.' }),
      total: t.int({
        description: 'How many there are on all pages; 10001 stands for more than 10000.',
        resolve: async ({ query }, _, { services }) =>
          (await services.tasks.list({ ...query, limit: 1, total: true })).total!,
      }),
    }),
  });
  builder.queryFields((t) => ({
    task: t.field({
      type: task,
      ...asks(readTasks),
      args: { id: t.arg.id({ required: true }) },
      resolve: (_, { id }, { services }) => services.tasks.get(readId(id)),
    }),
    tasks: t.field({
      type: page,
      description: 'The newest first unless sorted otherwise.',
      ...asks(readTasks),
      args: {
        filter: t.arg({ type: filter }),
        sort: t.arg({ type: sort }),
        limit: t.arg.int({ required: true, defaultValue: 50, description: '1 to 100.' }),
        cursor: t.arg.string(),
      },
      resolve: async (_, given, { services }) => {
        const query = readList(listTasksQuery, given);
        return { ...(await services.tasks.list(query)), query };
      },
    }),
  }));
}

export function defineTaskMutations(builder: Builder, types: ZodTypes, task: TaskType): void {
  const createInput = types.body(createTaskSchema, 'CreateTaskInput');
  const updateInput = types.body(updateTaskSchema, 'UpdateTaskInput');
  const batchResult = types.object<BatchResult>(batchAnswer.shape.results.element, {
    name: 'TaskBatchResult',
    access: writeTasks,
    known: { task },
  });
  builder.mutationFields((t) => ({
    createTask: t.field({
      type: task,
      ...asks(writeTasks),
      args: {
        input: t.arg({ type: createInput, required: true }),
        idempotencyKey: t.arg.string({
          description: 'A repeated mutation with the same key makes one task.',
        }),
      },
      resolve: (_, { input, idempotencyKey }, { services, principal }) => {
        const task = parseInput(createTaskSchema, input);
        const request = idempotentRequest(idempotencyKey ?? undefined, 'POST /api/tasks', task);
        return bodyOf(services.tasks.create(task, request, principal.userId));
      },
    }),
    createTaskBatch: t.field({
      type: [batchResult],
      description: 'Up to 100 tasks; each is made or refused by itself.',
      ...asks(writeTasks),
      args: {
        tasks: t.arg({ type: [createInput], required: true }),
        idempotencyKey: t.arg.string(),
      },
      resolve: async (_, { tasks, idempotencyKey }, { services, principal }) => {
        const batch = parseInput(batchSchema, { tasks });
        const request = idempotentRequest(idempotencyKey ?? undefined, 'POST /api/tasks/batch', batch);
        return (await bodyOf(services.taskBatches.create(batch.tasks, request, principal.userId))).results;
      },
    }),
    updateTask: t.field({
      type: task,
      ...asks(writeTasks),
      args: {
        id: t.arg.id({ required: true }),
        input: t.arg({ type: updateInput, required: true }),
        version: t.arg.int({ description: 'Refuses the change when the task has another one by now.' }),
      },
      resolve: (_, { id, input, version }, { services }) =>
        services.tasks.update(readId(id), parseInput(updateTaskSchema, input), version ?? null),
    }),
    deleteTask: t.field({
      type: 'ID',
      description: 'Removes a task with its runs and logs; answers its id.',
      ...asks(writeTasks),
      args: { id: t.arg.id({ required: true }), version: t.arg.int() },
      resolve: (_, { id, version }, { services }) =>
        services.tasks.remove(readId(id), version ?? null).then(() => id),
    }),
  }));
}

async function bodyOf<Body>(answer: Promise<Answer<Body>>): Promise<Body> {
  return (await answer).body;
}
