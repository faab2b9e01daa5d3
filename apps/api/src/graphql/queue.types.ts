import { queueStatusAnswer } from '../queue/queue.schemas.js';
import type { QueueStatus } from '../queue/queue.service.js';
import { readTasks } from './field-access.js';
import type { Builder } from './builder.js';
import { asks } from './builder.js';
import type { ZodTypes } from './zod-types.js';

const everyMs = 5_000;

export function defineQueue(builder: Builder, types: ZodTypes): void {
  const status = types.object<QueueStatus>(queueStatusAnswer, { name: 'QueueStatus', access: readTasks });
  builder.queryField('queueStatus', (t) =>
    t.field({
      type: status,
      description: 'Depth, lag, workers.',
      ...asks(readTasks),
      resolve: (_, __, { services }) => services.queue.status(),
    }),
  );
  builder.subscriptionField('queueUpdated', (t) =>
    t.field({
      type: status,
      description: 'The state of the queue: at once, every 5 seconds, and when it is paused or resumed.',
      ...asks(readTasks),
      subscribe: (_, __, context) =>
        context.services.subscriptions.ticks(context, readTasks, {
          everyMs,
          isWanted: ({ type }) => type === 'queue.updated' || type === 'events.missed',
        }),
      resolve: (_, __, { services }) => services.queue.status(),
    }),
  );
}
